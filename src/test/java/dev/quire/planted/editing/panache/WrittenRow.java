package dev.quire.planted.editing.panache;

/// A type of the storage layer, which the web layer must not depend on.
public interface WrittenRow {}
