package dev.quire.pagination;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item as a source returns it.
///
/// @param item the requested fields by name, in the requested order
/// @param keyset the item's place in the requested sort
public record Row(Map<String, @Nullable Object> item, Keyset keyset) {}
