/// Logging: an audit record for every write, and a filter against log injection. It does not depend on any feature.
@NullMarked
package dev.quire.logging;

import org.jspecify.annotations.NullMarked;
