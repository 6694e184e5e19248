/// The HTTP side of lists and items: parses parameters, and builds bodies, links and headers.
///
/// It does not depend on storage: items come from a [dev.quire.pagination.PageSource].
///
/// Size: it has one class for each parameter and each part of a response.
@NullMarked
package dev.quire.listing;

import org.jspecify.annotations.NullMarked;
