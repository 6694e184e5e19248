package dev.quire.planted.unmarked;

/// Violates a rule: its package is not `@NullMarked`.
interface Unmarked {}
