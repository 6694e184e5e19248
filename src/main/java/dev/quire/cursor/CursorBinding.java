package dev.quire.cursor;

import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Sort;
import java.util.List;

/// What a cursor is bound to. It continues only a list of this collection, in this sort and with these filters.
///
/// @param collection the collection's name
/// @param sort a total order, because it includes the collection's key
/// @param keys the fields that the sort's keys refer to
/// @param filters in any order
public record CursorBinding(String collection, Sort sort, List<Field> keys, List<Filter> filters) {

    public CursorBinding {
        keys = List.copyOf(keys);
        filters = List.copyOf(filters);
    }
}
