package dev.quire.cursor;

import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Sort;
import java.util.List;

/// What a cursor is bound to: it continues a list of this collection, in this sort, under these filters, and no other.
///
/// @param collection the collection's name
/// @param sort total: it ends in the collection's key
/// @param keys the fields of the sort's keys
/// @param filters in any order
public record CursorBinding(String collection, Sort sort, List<Field> keys, List<Filter> filters) {

    public CursorBinding {
        keys = List.copyOf(keys);
        filters = List.copyOf(filters);
    }
}
