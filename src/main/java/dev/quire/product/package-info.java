/// The catalogue. It knows no other collection.
@NullMarked
package dev.quire.product;

import org.jspecify.annotations.NullMarked;
