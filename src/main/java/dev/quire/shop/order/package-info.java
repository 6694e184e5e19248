/// Orders and their items. They refer to users and products by key only, and do not depend on their packages.
@NullMarked
package dev.quire.shop.order;

import org.jspecify.annotations.NullMarked;
