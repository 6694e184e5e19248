/// Keeps ready answers, in this process and in Redis, for as long as the collections they were read from stay as they
/// were; lets one request load what many wait for; and fetches ahead what comes next. Remembers estimated
/// totals, too.
///
/// An entry counts for one generation of its collections ([dev.quire.generation.Generations]), so a write makes all
/// entries of its collection unreachable at once, and Redis need not be told. Whatever Redis does, the worst is a miss.
///
/// It knows the core and Redis, neither the web nor how a source asks.
@NullMarked
package dev.quire.pagecache;

import org.jspecify.annotations.NullMarked;
