/// Which collections there are: their paths, fields, orders, filters and relations, and what may be written to them.
///
/// Routing, listings, exports, writes, the OpenAPI document, metrics, warm-up and index checks all ask the [Catalogue].
/// It
/// knows the model alone. Items come from a [dev.quire.pagination.PageSource] and are written to a [Store]; what
/// implements these, and whether a collection is declared in Java or otherwise, is unknown here.
@NullMarked
package dev.quire.catalogue;

import org.jspecify.annotations.NullMarked;
