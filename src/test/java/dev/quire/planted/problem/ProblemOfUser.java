package dev.quire.planted.problem;

import dev.quire.planted.user.UserResource;

/// Plumbing that knows a collection.
public interface ProblemOfUser {
    UserResource user();
}
