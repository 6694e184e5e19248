package dev.quire.planted.edge;

/// Violates a rule: a class name must say what the class is.
interface TextUtils {}
