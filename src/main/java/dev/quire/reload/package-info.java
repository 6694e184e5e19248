/// Files that are read again when they change, so that settings take effect without a restart. This package does not
/// depend on the content of the files.
@NullMarked
package dev.quire.reload;

import org.jspecify.annotations.NullMarked;
