/// The core of writing: what may be written, where it goes, what a write answers, and that it happens once.
///
/// It knows the core of paging, no web and no storage. A collection that is written declares a [Draft] and a [Store]:
/// see ADR 9.
///
/// Size: a write has a core, a web half and a storage half, in three packages; no other room needs one of them by
/// itself.
@NullMarked
package dev.quire.editing;

import org.jspecify.annotations.NullMarked;
