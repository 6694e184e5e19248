/// The page at `/`, for people. It knows the catalogue alone.
@NullMarked
package dev.quire.startpage;

import org.jspecify.annotations.NullMarked;
