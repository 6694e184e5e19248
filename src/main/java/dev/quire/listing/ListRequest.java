package dev.quire.listing;

import dev.quire.catalogue.Relation;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Sort;
import java.util.List;

/// A list as the client asked for it.
///
/// @param sort as asked or by default, without the tie-breaker where the client left it out
record ListRequest(
        PageRequest place,
        Sort sort,
        List<Field> fields,
        List<Relation> relations,
        List<Filter> filters,
        CountMode count) {}
