package dev.quire.planted.shop.order;

import dev.quire.planted.shop.user.UserCollection;

/// A collection that knows another.
interface OrderOfUser {
    UserCollection user();
}
