package dev.quire.planted.pagination.panache;

/// What a link must not know.
public interface Rows {}
