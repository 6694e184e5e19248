/// The OpenAPI document, generated from the declarations of the collections so that it always matches the API.
///
/// Depends on the core and the catalogue of problems, not on any collection or storage.
@NullMarked
package dev.quire.openapi;

import org.jspecify.annotations.NullMarked;
