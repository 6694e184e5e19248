/// What is kept in Redis so that the database is asked less often. Without Redis everything is asked anew.
///
/// It knows the core and Redis, neither the web nor how a source asks.
@NullMarked
package dev.quire.pagecache;

import org.jspecify.annotations.NullMarked;
