package dev.quire.pagination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chunk as a source has to read it.
///
/// @param fields the fields to read, in the order to answer them
/// @param sort a total order: it ends in the collection's key
/// @param keys the fields of the sort's keys
/// @param after the place that the chunk follows; null at the start
/// @param size how many rows at most, 1 or more: other than a page, a chunk has no bound but memory
public record ChunkQuery(
        List<Field> fields,
        List<Filter> filters,
        Sort sort,
        List<Field> keys,
        @Nullable Keyset after,
        int size) {

    public ChunkQuery {
        fields = List.copyOf(fields);
        filters = List.copyOf(filters);
        keys = List.copyOf(keys);
    }

    /// The same from another place on.
    public ChunkQuery after(@Nullable Keyset place) {
        return new ChunkQuery(fields, filters, sort, keys, place, size);
    }
}
