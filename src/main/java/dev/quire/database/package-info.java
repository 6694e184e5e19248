/// Deadlines for everything that is done with the database, and the classification of its failures: caused by the
/// statement, the connection or the server.
///
/// It knows connections, but neither statements nor collections.
@NullMarked
package dev.quire.database;

import org.jspecify.annotations.NullMarked;
