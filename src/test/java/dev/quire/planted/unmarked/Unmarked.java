package dev.quire.planted.unmarked;

/// In a package that does not say what may be null.
interface Unmarked {}
