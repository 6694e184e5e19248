package dev.quire.pagination;

import java.util.List;

/// A page as a source has to fetch it: everything a client may ask, read and checked.
///
/// @param fields the fields to fetch, in the order to answer them
/// @param sort a total order: it ends in the collection's key
/// @param keys the fields of the sort's keys
public record PageQuery(
        List<Field> fields, List<Filter> filters, Sort sort, List<Field> keys, PageRequest request, CountMode count) {

    public PageQuery {
        fields = List.copyOf(fields);
        filters = List.copyOf(filters);
        keys = List.copyOf(keys);
    }
}
