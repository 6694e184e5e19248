/// The core of writes: the transaction of a write, its result, and idempotency keys.
///
/// It depends neither on HTTP nor on storage. A writable collection declares a [dev.quire.catalogue.Draft] and a
/// [dev.quire.catalogue.Store]; see ADR 9.
///
/// Size: a write has a core, an HTTP part and a storage part, in three packages. No other room uses one of the parts
/// alone.
@NullMarked
package dev.quire.editing;

import org.jspecify.annotations.NullMarked;
