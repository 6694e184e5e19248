/// The core model: pages, sorts, filters, counts and the sources of items, with the invariants between them.
///
/// It depends on the JDK, JSpecify and the exceptions in [dev.quire.availability] only, not on HTTP, storage or JSON.
///
/// Size: these are small value types that refer to one another. A separate package for sorts, filters or counts would
/// import most of the others.
@NullMarked
package dev.quire.pagination;

import org.jspecify.annotations.NullMarked;
