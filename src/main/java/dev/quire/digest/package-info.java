/// SHA-256 digests. This package depends on the JDK only.
@NullMarked
package dev.quire.digest;

import org.jspecify.annotations.NullMarked;
