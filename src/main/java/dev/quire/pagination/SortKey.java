package dev.quire.pagination;

import java.util.Locale;
import java.util.regex.Pattern;

/// One field of a sort, its direction and its place for nulls; written `-created_at.nullslast`.
///
/// @param field the field's name as clients write it
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
                    "'%s' is no sort key: write a field, '-' before it to descend, '.nullsfirst' or '.nullslast' after it"
                            .formatted(text));
        }
        var direction = match.group(1).isEmpty() ? Direction.ASCENDING : Direction.DESCENDING;
        var nulls = match.group(3);
        return new SortKey(
                match.group(2),
                direction,
                nulls == null ? direction.defaultNulls() : Nulls.valueOf(nulls.toUpperCase(Locale.ROOT)));
    }

    /// The key that yields the same items in the opposite order, nulls included.
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
