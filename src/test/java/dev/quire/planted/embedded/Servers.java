package dev.quire.planted.embedded;

/// What is absent from the production package.
public interface Servers {}
