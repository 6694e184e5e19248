package dev.quire.catalogue;

import dev.quire.pagination.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the items of a collection. Safe for use by many threads.
///
/// Callers invoke every method within a transaction of `dev.quire.editing.Transactions`. A method has executed its
/// statements when it returns. Maps have field names as keys. If the database rejects a write, the method throws a
/// [ConflictException] or an [InvalidDraftException].
public interface Store {

    /// @return the key of the new item
    Object create(Map<String, @Nullable Object> values);

    /// Locks the item, so that other transactions cannot change it before this one ends.
    ///
    /// @return the current values of the fields; empty if the item does not exist
    Optional<Map<String, @Nullable Object>> lock(Object key, List<Field> fields);

    /// @param values the new values. Fields that are absent stay unchanged
    void change(Object key, Map<String, @Nullable Object> values);

    /// @return whether the item existed
    boolean delete(Object key);
}
