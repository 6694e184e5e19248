package dev.quire.pagination.http;

import dev.quire.pagination.Field;
import dev.quire.pagination.Relation;
import java.util.List;

/// An item as the client asked for it.
record ItemRequest(List<Field> fields, List<Relation> relations) {}
