/// The core of writing: what may be written, where it goes, what a write answers, and that it happens once.
///
/// It knows the core of paging, no web and no storage. The plan is one declaration more per collection, a [Draft]: see
/// ADR 9.
@NullMarked
package dev.quire.editing;

import org.jspecify.annotations.NullMarked;
