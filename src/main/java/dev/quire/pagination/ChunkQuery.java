package dev.quire.pagination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Describes the chunk that a source has to read.
///
/// @param fields the fields to read, in the order of the result
/// @param sort a total order, because it includes the collection's key
/// @param keys the fields that the sort's keys refer to
/// @param after the place after which the chunk begins; null for the start of the collection
/// @param size the maximum number of rows, at least 1. Unlike the size of a page, it is limited by memory only
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

    /// The same query with another place to begin after.
    public ChunkQuery after(@Nullable Keyset place) {
        return new ChunkQuery(fields, filters, sort, keys, place, size);
    }
}
