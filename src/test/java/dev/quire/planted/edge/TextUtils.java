package dev.quire.planted.edge;

/// A name that says nothing.
interface TextUtils {}
