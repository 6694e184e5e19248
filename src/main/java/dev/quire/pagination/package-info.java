/// The core: what a page, a sort, a filter, a count and a collection are, and the laws between them.
///
/// It depends on the JDK and JSpecify alone and knows neither the web nor storage nor JSON.
///
/// Size: small values that are defined by one another, read together; a room of its own for sorts, filters or counts
/// would import most of the others.
@NullMarked
package dev.quire.pagination;

import org.jspecify.annotations.NullMarked;
