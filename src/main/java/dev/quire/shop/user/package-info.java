/// The customers. It knows no other collection.
@NullMarked
package dev.quire.shop.user;

import org.jspecify.annotations.NullMarked;
