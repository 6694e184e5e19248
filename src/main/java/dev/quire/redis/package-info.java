/// Tracks the health of Redis, in one place for all of its users. It does not depend on what they store there.
@NullMarked
package dev.quire.redis;

import org.jspecify.annotations.NullMarked;
