package dev.quire.planted.editing.panache;

/// What an answer must not know.
public interface WrittenRow {}
