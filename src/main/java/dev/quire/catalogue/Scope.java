package dev.quire.catalogue;

import dev.quire.pagination.Field;

/// How a nested collection belongs to its parent collection.
///
/// @param parent the name of the parent collection
/// @param field the field that contains the key of the parent. Its name is also the name of the path parameter
public record Scope(String parent, Field field) {}
