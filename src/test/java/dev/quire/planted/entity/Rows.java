package dev.quire.planted.entity;

/// A type of the storage layer, which the web layer must not depend on.
public interface Rows {}
