/// Parts of an HTTP request that several packages use: query string, address, entity tags and conditional headers.
///
/// It depends on the model and Vert.x, not on collections or storage.
@NullMarked
package dev.quire.http;

import org.jspecify.annotations.NullMarked;
