package dev.quire.listing;

import dev.quire.catalogue.Relation;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import java.util.List;

/// An item as the client asked for it.
///
/// @param filters those that it must meet besides its key
record ItemRequest(List<Field> fields, List<Relation> relations, List<Filter> filters) {}
