/// Orders and their items. It knows the keys of users and products, not their packages.
@NullMarked
package dev.quire.shop.order;

import org.jspecify.annotations.NullMarked;
