package dev.quire.planted.embedded;

/// A class that is absent from the production package.
public interface Servers {}
