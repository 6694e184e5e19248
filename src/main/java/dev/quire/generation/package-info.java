/// Tracks the generation of each collection, which changes with every committed write by any client of the database
/// (migration `V3__generations.sql`). Caches use it to detect stale data.
///
/// It knows the names of collections and the database, but neither pages nor caches.
@NullMarked
package dev.quire.generation;

import org.jspecify.annotations.NullMarked;
