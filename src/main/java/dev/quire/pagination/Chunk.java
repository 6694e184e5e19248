package dev.quire.pagination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items that were read at once, as bare rows, for what reads a whole collection.
///
/// @param rows each begins with the values of the asked fields, in their order; more may follow
/// @param end the place of the last row; null without one
/// @param hasNext whether items follow
public record Chunk(List<@Nullable Object[]> rows, @Nullable Keyset end, boolean hasNext) {}
