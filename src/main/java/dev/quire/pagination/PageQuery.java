package dev.quire.pagination;

import java.util.List;

/// Describes the page that a source has to fetch, from a request that was parsed and validated.
///
/// @param fields the fields to fetch, in the order of the result
/// @param sort a total order, because it includes the collection's key
/// @param keys the fields that the sort's keys refer to
public record PageQuery(
        List<Field> fields, List<Filter> filters, Sort sort, List<Field> keys, PageRequest request, CountMode count) {

    public PageQuery {
        fields = List.copyOf(fields);
        filters = List.copyOf(filters);
        keys = List.copyOf(keys);
    }
}
