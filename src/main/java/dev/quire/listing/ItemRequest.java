package dev.quire.listing;

import dev.quire.catalogue.Relation;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.NumberForm;
import java.util.List;

/// The parsed parameters of a request for one item.
///
/// @param filters the filters that the item must meet in addition to its key
record ItemRequest(List<Field> fields, List<Relation> relations, List<Filter> filters, NumberForm numbers) {}
