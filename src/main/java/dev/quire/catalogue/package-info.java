/// The collections of the service: their paths, fields, sorts, filters and relations, and the fields that can be
/// written.
///
/// The [Catalogue] is the single registry for routing, lists, exports, writes, the OpenAPI document, metrics, warm-up
/// and index checks. It depends on the model only. Items are read from a [dev.quire.pagination.PageSource] and written
/// to a [Store]. This package does not depend on their implementations, or on how a collection is declared.
@NullMarked
package dev.quire.catalogue;

import org.jspecify.annotations.NullMarked;
