/// Whether Redis is well: known once for all who ask it. It knows nothing of what they ask.
@NullMarked
package dev.quire.redis;

import org.jspecify.annotations.NullMarked;
