/// The catalogue. It knows no other collection.
@NullMarked
package dev.quire.shop.product;

import org.jspecify.annotations.NullMarked;
