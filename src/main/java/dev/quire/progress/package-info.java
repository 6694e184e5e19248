/// Progress reports of commands. It does not depend on what the commands do.
@NullMarked
package dev.quire.progress;

import org.jspecify.annotations.NullMarked;
