package dev.quire.pagination;

import java.util.Locale;
import java.util.regex.Pattern;

/// One key of a sort: a field, its direction and the placement of nulls. Written `-created_at.nullslast`.
///
/// @param field the name of the field in the API
public record SortKey(String field, Direction direction, Nulls nulls) {

    private static final Pattern SYNTAX = Pattern.compile("(-?)([a-z][a-z0-9_]*)(?:\\.nulls(first|last))?");

    public static SortKey of(String field, Direction direction) {
        return new SortKey(field, direction, direction.defaultNulls());
    }

    /// @throws InvalidValueException if the text is not a sort key
    public static SortKey parse(String text) {
        var match = SYNTAX.matcher(text);
        if (!match.matches()) {
            throw new InvalidValueException(
                    ("'%s' is not a sort key: write a field name, '-' before it for descending order,"
                                    + " and '.nullsfirst' or '.nullslast' after it to place nulls")
                            .formatted(text));
        }
        var direction = match.group(1).isEmpty() ? Direction.ASCENDING : Direction.DESCENDING;
        var nulls = match.group(3);
        return new SortKey(
                match.group(2),
                direction,
                nulls == null ? direction.defaultNulls() : Nulls.valueOf(nulls.toUpperCase(Locale.ROOT)));
    }

    /// The key that returns the same items in the opposite order, including nulls.
    public SortKey reversed() {
        return new SortKey(field, direction.reversed(), nulls.reversed());
    }

    @Override
    public String toString() {
        var sign = direction == Direction.DESCENDING ? "-" : "";
        var suffix =
                nulls == direction.defaultNulls() ? "" : ".nulls" + nulls.name().toLowerCase(Locale.ROOT);
        return sign + field + suffix;
    }
}
