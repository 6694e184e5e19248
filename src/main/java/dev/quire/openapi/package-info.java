/// The API's description: written from the declarations of the collections, so that the two cannot drift apart.
///
/// It knows the core and the catalogue of problems, no collection and no storage.
@NullMarked
package dev.quire.openapi;

import org.jspecify.annotations.NullMarked;
