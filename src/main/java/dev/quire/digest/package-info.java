/// SHA-256 as the Java platform provides it, without its checked exceptions. It knows nothing.
@NullMarked
package dev.quire.digest;

import org.jspecify.annotations.NullMarked;
