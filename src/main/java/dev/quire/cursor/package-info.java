/// Encodes a place in a collection as an opaque cursor, decodes it, and manages the keys that seal cursors.
///
/// It depends on the model and its own settings, not on HTTP or storage. See decision 7.
@NullMarked
package dev.quire.cursor;

import org.jspecify.annotations.NullMarked;
