package dev.quire.planted.problem;

import dev.quire.planted.shop.user.UserCollection;

/// Violates a rule: no package outside the collections may depend on a collection.
public interface ProblemOfUser {
    UserCollection user();
}
