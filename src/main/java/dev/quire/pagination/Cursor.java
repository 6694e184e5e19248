package dev.quire.pagination;

import java.util.stream.Collectors;

/// The place where a list continues: directly after an item, or directly before it.
///
/// @param keyset the place of the item in the sort
/// @param backwards true if the page ends before the item, false if it begins after the item
public record Cursor(Keyset keyset, boolean backwards) {

    /// A canonical text. Two cursors have the same text exactly if they are the same place in the same sort.
    public String canonical() {
        return keyset.values().stream()
                .map(value -> value == null ? "null" : value.toString().length() + ":" + value)
                .collect(Collectors.joining(",", backwards ? "before " : "after ", ""));
    }
}
