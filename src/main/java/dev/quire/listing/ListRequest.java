package dev.quire.listing;

import dev.quire.catalogue.Relation;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.NumberForm;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Sort;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        NumberForm numbers) {

    /// A canonical text: two requests for the same collection have the same text exactly if they get the same page,
    /// except for its links.
    String canonical() {
        return String.join(
                "\n",
                position(),
                sort.toString(),
                names(fields, Field::name),
                names(relations, Relation::name),
                count.toString(),
                numbers.toString(),
                Filter.canonical(filters));
    }

    private String position() {
        return switch (place) {
            case PageRequest.Numbered numbered -> numbered.toString();
            case PageRequest.ByCursor(var cursor, var size) -> size + " " + cursor.canonical();
        };
    }

    private static <T> String names(List<T> parts, Function<T, String> name) {
        return parts.stream().map(name).collect(Collectors.joining(","));
    }
}
