/// PostgreSQL and Redis for dev and test, started inside the working folder. The libraries behind it are absent from
/// the production package; nothing may refer to this package, so that neither the package nor a native image links to
/// it.
@NullMarked
package dev.quire.embedded;

import org.jspecify.annotations.NullMarked;
