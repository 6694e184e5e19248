package dev.quire.pagination;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Parses values separated by commas. A value that contains a comma or a double quote is enclosed in double quotes, and
/// each double quote in it is doubled, as in CSV (RFC 4180). Blanks around a value are ignored, unless it is enclosed.
final class ValueList {

    private static final Pattern VALUE = Pattern.compile("\\G *+(?:\"((?:[^\"]|\"\")*+)\" *+|([^\",]*+))(,|\\z)");

    private ValueList() {}

    /// @throws InvalidValueException if a quote is not closed or occurs inside an unquoted value
    static List<String> parse(String text) {
        var values = new ArrayList<String>();
        var match = VALUE.matcher(text);
        while (match.find()) {
            values.add(
                    match.group(1) == null
                            ? match.group(2).replaceFirst(" +$", "")
                            : match.group(1).replace("\"\"", "\""));
            if (match.group(3).isEmpty()) {
                return values;
            }
        }
        throw new InvalidValueException("must be values separated by commas;"
                + " enclose a value that contains ',' or '\"' in double quotes, as in \"a,b\"");
    }
}
