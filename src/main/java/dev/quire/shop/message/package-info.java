/// The activity feed. It knows the keys of users and orders, not their packages.
@NullMarked
package dev.quire.shop.message;

import org.jspecify.annotations.NullMarked;
