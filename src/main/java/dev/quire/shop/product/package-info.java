/// The product catalogue. The package does not depend on other collections.
@NullMarked
package dev.quire.shop.product;

import org.jspecify.annotations.NullMarked;
