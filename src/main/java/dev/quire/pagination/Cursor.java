package dev.quire.pagination;

/// The place where a list continues: directly after an item, or directly before it.
///
/// @param keyset the place of the item in the sort
/// @param backwards true if the page ends before the item, false if it begins after the item
public record Cursor(Keyset keyset, boolean backwards) {}
