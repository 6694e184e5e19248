/// The routes under `/api`. They map paths to collections of the catalogue, for all HTTP methods.
///
/// This package depends on listing, export and editing, and passes each request to one of them.
@NullMarked
package dev.quire.api;

import org.jspecify.annotations.NullMarked;
