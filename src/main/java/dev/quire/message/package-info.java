/// The activity feed. It knows the keys of users and orders, not their packages.
@NullMarked
package dev.quire.message;

import org.jspecify.annotations.NullMarked;
