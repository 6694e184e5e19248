package dev.quire.catalogue;

import dev.quire.pagination.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the items of a collection are written. Every method runs within a transaction of [Transactions] and has
/// reached the database when it returns. Safe for use by many threads.
///
/// Values go by the names of their fields. What the database refuses is a [ConflictException] or an
/// [InvalidDraftException].
public interface Store {

    /// @return the key of the new item
    Object create(Map<String, @Nullable Object> values);

    /// Keeps others from changing the item before the transaction ends.
    ///
    /// @return the item as it is; empty if there is none
    Optional<Map<String, @Nullable Object>> lock(Object key, List<Field> fields);

    /// @param values the new values; all others stay
    void change(Object key, Map<String, @Nullable Object> values);

    /// @return whether there was one
    boolean delete(Object key);
}
