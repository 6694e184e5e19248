/// The opaque string that continues a walk: how a place in a collection becomes a cursor and is read back, and the keys
/// that seal it.
///
/// It knows the model and its own settings; neither the web nor storage. See decision 7.
@NullMarked
package dev.quire.cursor;

import org.jspecify.annotations.NullMarked;
