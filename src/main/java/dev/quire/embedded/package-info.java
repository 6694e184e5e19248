/// PostgreSQL and Redis servers for dev and test, started inside the working folder.
///
/// The libraries that it uses are not in the production package. No other package may refer to this one, so that
/// neither the production package nor a native image links to it.
@NullMarked
package dev.quire.embedded;

import org.jspecify.annotations.NullMarked;
