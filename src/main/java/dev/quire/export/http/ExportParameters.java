package dev.quire.export.http;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.export.ExportProgress;
import dev.quire.export.Format;
import dev.quire.http.QueryString;
import dev.quire.listing.CollectionParameters;
import dev.quire.listing.Faults;
import dev.quire.listing.ListParameters;
import dev.quire.pagination.Filter;
import dev.quire.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the parameters of one export against a declaration, once. All faults are named in one 400.
final class ExportParameters {

    private static final String FORMAT = "format";
    private static final String MARKS = "marks";
    private static final String ALL = "all";
    private static final String NONE = "none";
    private static final Set<String> NO_FILTERS = Stream.concat(ListParameters.NAMES.stream(), Stream.of(FORMAT, MARKS))
            .collect(Collectors.toUnmodifiableSet());

    private final CollectionParameters parameters;
    private final Faults faults;

    ExportParameters(Declaration declaration, QueryString query) {
        this.parameters = new CollectionParameters(declaration, query);
        this.faults = parameters.faults();
    }

    /// @param scope the filters that the path makes
    ExportRequest read(CursorCodec codec, List<Filter> scope) {
        refuseThoseOfLists();
        var sort = parameters.sort();
        var fields = parameters.fields();
        var format = format();
        var marks = marks();
        var filters = parameters.filters(NO_FILTERS, scope);
        var opened = parameters.cursor(codec, sort, filters);
        if (opened != null && opened.cursor().backwards()) {
            faults.add(
                    ProblemType.INVALID_PARAMETER,
                    CollectionParameters.CURSOR,
                    "leads backwards: use a next_cursor, with the reverse sort to read in the other direction");
        }
        faults.throwIfAny();
        return new ExportRequest(
                sort,
                fields,
                filters,
                opened == null ? null : opened.cursor().keyset(),
                opened == null ? ExportProgress.START : ExportProgress.of(opened.carried()),
                format,
                marks);
    }

    private void refuseThoseOfLists() {
        for (var name : parameters.present(ListParameters.NOT_OF_EXPORTS)) {
            faults.add(
                    ProblemType.UNKNOWN_PARAMETER,
                    name,
                    "is not a parameter of an export, which sends all items without pages, totals and embedded items;"
                            + " it takes cursor, sort, fields, format, marks and filters");
        }
    }

    private Optional<Format> format() {
        var text = parameters.value(FORMAT);
        var format = text.flatMap(name -> Arrays.stream(Format.values())
                .filter(value -> value.toString().equals(name))
                .findFirst());
        if (text.isPresent() && format.isEmpty()) {
            var formats = Arrays.stream(Format.values()).map(Format::toString).collect(Collectors.joining(", "));
            faults.add(ProblemType.INVALID_PARAMETER, FORMAT, "must be one of " + formats);
        }
        return format;
    }

    private boolean marks() {
        var text = parameters.value(MARKS).orElse(ALL);
        if (!text.equals(ALL) && !text.equals(NONE)) {
            faults.add(ProblemType.INVALID_PARAMETER, MARKS, "must be all or none");
        }
        return text.equals(ALL);
    }
}
