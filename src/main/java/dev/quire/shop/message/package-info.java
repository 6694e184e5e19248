/// The activity feed. It refers to users and orders by key only, and does not depend on their packages.
@NullMarked
package dev.quire.shop.message;

import org.jspecify.annotations.NullMarked;
