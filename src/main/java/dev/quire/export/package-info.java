/// All items of a collection as one stream: read in chunks, each ahead of its turn, written as fast as the client takes
/// them, so that neither a snapshot nor a connection is held however long that lasts.
///
/// It knows the core and how bytes are sent, no parameters and no storage.
///
/// Size: the formats are small classes of one shape; the web half has a package of its own.
@NullMarked
package dev.quire.export;

import org.jspecify.annotations.NullMarked;
