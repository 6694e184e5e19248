/// The customers. It knows no other collection.
@NullMarked
package dev.quire.user;

import org.jspecify.annotations.NullMarked;
