package dev.quire.planted.shop.order;

import dev.quire.planted.shop.user.UserCollection;

/// Violates a rule: a collection must not depend on another.
interface OrderOfUser {
    UserCollection user();
}
