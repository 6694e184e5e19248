package dev.quire.pagination;

import org.jspecify.annotations.Nullable;

/// The place where a list continues: directly after an item or before it, or at one of the ends of the list.
///
/// @param keyset the place of the item in the sort; null for the start of the list or, if backwards, for its end
/// @param backwards true if the page ends at this place, false if it begins there
public record Cursor(@Nullable Keyset keyset, boolean backwards) {

    /// Continues with the first items of the list.
    public static final Cursor START = new Cursor(null, false);

    /// Continues backwards with the last items of the list.
    public static final Cursor END = new Cursor(null, true);

    static Cursor after(Row row) {
        return new Cursor(row.keyset(), false);
    }

    static Cursor before(Row row) {
        return new Cursor(row.keyset(), true);
    }
}
