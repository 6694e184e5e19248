/// The files of the configured folder, as a collection. It does not depend on other collections.
@NullMarked
package dev.quire.file;

import org.jspecify.annotations.NullMarked;
