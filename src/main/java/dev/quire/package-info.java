/// The entry point: starts the service or one of its commands. It knows every room; no room knows it.
@NullMarked
package dev.quire;

import org.jspecify.annotations.NullMarked;
