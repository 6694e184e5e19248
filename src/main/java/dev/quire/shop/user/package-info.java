/// The customers. The package does not depend on other collections.
@NullMarked
package dev.quire.shop.user;

import org.jspecify.annotations.NullMarked;
