package dev.quire.planted.problem;

import dev.quire.planted.shop.user.UserCollection;

/// Plumbing that knows a collection.
public interface ProblemOfUser {
    UserCollection user();
}
