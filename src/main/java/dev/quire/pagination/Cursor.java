package dev.quire.pagination;

/// Where to continue a walk: right after an item, or right before it.
///
/// @param keyset the item's place
/// @param backwards whether the page ends before the item, instead of beginning after it
public record Cursor(Keyset keyset, boolean backwards) {}
