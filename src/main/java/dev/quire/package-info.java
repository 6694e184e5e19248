/// The entry point: starts the service or one of its commands. It may use every package; only the entry point of dev
/// mode uses it.
@NullMarked
package dev.quire;

import org.jspecify.annotations.NullMarked;
