package dev.quire.pagination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Consecutive items as plain rows. Exports read a whole collection chunk by chunk.
///
/// @param rows each row begins with the values of the requested fields, in the requested order; further values may
///     follow them
/// @param end the place of the last row, from which the next chunk continues; for a chunk without rows, the place that
///     it was to begin after. Null for the start of the collection
/// @param hasNext whether items follow
public record Chunk(List<@Nullable Object[]> rows, @Nullable Keyset end, boolean hasNext) {}
