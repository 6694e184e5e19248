/// The storage part of writes, on Hibernate: inserts, updates and deletes rows, once per idempotency key.
///
/// It does not depend on HTTP. Values are always bound as parameters; names of tables and columns come from
/// declarations, never from a request.
@NullMarked
package dev.quire.editing.panache;

import org.jspecify.annotations.NullMarked;
