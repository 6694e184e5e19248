package dev.quire.planted.order;

import dev.quire.planted.user.UserResource;

/// A collection that knows another.
interface OrderOfUser {
    UserResource user();
}
