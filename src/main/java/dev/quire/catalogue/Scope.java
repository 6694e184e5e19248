package dev.quire.catalogue;

import dev.quire.pagination.Field;

/// The item of another collection that a nested collection belongs to.
///
/// @param parent the name of the other collection
/// @param field the field that holds the parent's key, and the name of the path parameter
public record Scope(String parent, Field field) {}
