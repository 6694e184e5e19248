/// All items of a collection as one stream. They are read in chunks, one chunk ahead, and written as fast as the client
/// reads them; however long that takes, neither a snapshot nor a connection is held between two chunks.
///
/// It knows the model and how bytes are sent, no parameters and no storage.
///
/// Size: the formats are small classes of one shape; the web half has a package of its own.
@NullMarked
package dev.quire.export;

import org.jspecify.annotations.NullMarked;
