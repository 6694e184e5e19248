package dev.quire.catalogue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A source whose items can be embedded in items of other collections. One call fetches the related items of any number
/// of items, with a single statement if the source is a database. Safe for use by many threads.
public interface RelatedItemSource {

    /// The items with these keys, in no particular order. Keys without an item are ignored.
    List<Map<String, @Nullable Object>> withKeys(List<Field> fields, Field key, Set<Object> keys);

    /// The first items of each parent. The items of one parent are in the order of the sort.
    ///
    /// @param fields the fields to fetch, including `parent`
    /// @param parent the field that contains the key of the parent
    /// @param parents the keys of the parents
    /// @param sort a total order
    /// @param limit the maximum number of items for each parent
    List<Map<String, @Nullable Object>> firstOfEach(
            List<Field> fields, Field parent, Set<Object> parents, Sort sort, int limit);
}
