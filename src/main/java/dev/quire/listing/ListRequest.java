package dev.quire.listing;

import dev.quire.catalogue.Relation;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.NumberForm;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Sort;
import java.util.List;

/// The parsed parameters of a request for a list.
///
/// @param sort the requested or the default sort. It lacks the tie-breaker if the client omitted it
record ListRequest(
        PageRequest place,
        Sort sort,
        List<Field> fields,
        List<Relation> relations,
        List<Filter> filters,
        CountMode count,
        NumberForm numbers) {}
