package dev.quire.catalogue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A source whose items can be embedded in those of others: for any number of them at once, in one statement where
/// there are statements. Safe for use by many threads.
public interface RelatedItemSource {

    /// The items that have these keys, in no order.
    List<Map<String, @Nullable Object>> withKeys(List<Field> fields, Field key, Set<Object> keys);

    /// The first items of each parent; those of one parent are in the order of the sort.
    ///
    /// @param fields the fields to fetch, with the one that holds the parent's key
    /// @param parent the field that holds the parent's key
    /// @param sort a total order
    /// @param limit how many items of one parent to fetch at most
    List<Map<String, @Nullable Object>> firstOfEach(
            List<Field> fields, Field parent, Set<Object> parents, Sort sort, int limit);
}
