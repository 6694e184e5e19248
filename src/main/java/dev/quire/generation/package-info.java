/// How current what we hold of a collection is: its generation, which changes with every committed write, whoever wrote
/// (migration `V3__generations.sql`).
///
/// It knows names of collections, the database, and that something was written; neither pages nor caches.
@NullMarked
package dev.quire.generation;

import org.jspecify.annotations.NullMarked;
