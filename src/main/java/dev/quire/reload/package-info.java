/// Files that are read again when they change, for settings that take effect without a restart. It knows nothing of
/// what
/// they hold.
@NullMarked
package dev.quire.reload;

import org.jspecify.annotations.NullMarked;
