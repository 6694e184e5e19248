/// How long the database may take, for everything that is asked of it, and what its failures tell: of the statement, of
/// the connection, or of the server.
///
/// It knows connections, but no statement of ours and no collection.
@NullMarked
package dev.quire.database;

import org.jspecify.annotations.NullMarked;
