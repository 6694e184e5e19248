package dev.quire.pagination;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Values parted by commas; one that holds a comma or a quote stands in double quotes, its own quotes doubled.
final class ValueList {

    private static final Pattern VALUE = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*+)\"|([^\",]*+))(,|\\z)");

    private ValueList() {}

    /// @throws InvalidValueException if a quote is not closed or stands inside an unquoted value
    static List<String> parse(String text) {
        var values = new ArrayList<String>();
        var match = VALUE.matcher(text);
        while (match.find()) {
            values.add(match.group(1) == null ? match.group(2) : match.group(1).replace("\"\"", "\""));
            if (match.group(3).isEmpty()) {
                return values;
            }
        }
        throw new InvalidValueException("parts its values by ',' and quotes one that holds ',' or '\"' as \"a,b\"");
    }
}
