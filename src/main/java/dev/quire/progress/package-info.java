/// How commands tell a person how far they are. It knows nothing of what is done.
@NullMarked
package dev.quire.progress;

import org.jspecify.annotations.NullMarked;
