package dev.quire.pagination;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item as a source found it.
///
/// @param item the asked fields by name, in the order asked for
/// @param keyset its place in the sort it was asked for in
public record Row(Map<String, @Nullable Object> item, Keyset keyset) {}
