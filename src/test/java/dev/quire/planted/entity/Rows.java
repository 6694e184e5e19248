package dev.quire.planted.entity;

/// What a link must not know.
public interface Rows {}
