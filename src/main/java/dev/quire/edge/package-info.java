/// The edge of the service: connection limits and timeouts, strict HTTP parsing, request ids, CORS and security
/// headers. It applies to every connection and every exchange, before any other package handles them and regardless
/// of which one answers. It does not depend on collections, pages or storage.
@NullMarked
package dev.quire.edge;

import org.jspecify.annotations.NullMarked;
