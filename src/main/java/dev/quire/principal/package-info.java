/// Identifies the client of a request. Used wherever clients are treated differently, such as rate limits, audit
/// records and idempotency keys. It does not depend on collections, pages or storage.
@NullMarked
package dev.quire.principal;

import org.jspecify.annotations.NullMarked;
