/// What every connection and every exchange meets before any room sees it and whatever answers it: caps, times, the
/// form of messages, an id, and what browsers are told. It knows nothing of collections, pages or storage.
@NullMarked
package dev.quire.edge;

import org.jspecify.annotations.NullMarked;
