package dev.quire.export.http;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.export.CsvDialect;
import dev.quire.export.ExportProgress;
import dev.quire.export.Format;
import dev.quire.export.Rendering;
import dev.quire.http.QueryString;
import dev.quire.listing.CollectionParameters;
import dev.quire.listing.Faults;
import dev.quire.listing.ListParameters;
import dev.quire.pagination.Filter;
import dev.quire.problem.ProblemType;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the parameters of one export against a declaration, once. All faults are named in one 400.
final class ExportParameters {

    private static final String FORMAT = "format";
    private static final String MARKS = "marks";
    private static final String BOM = "bom";
    private static final String DELIMITER = "delimiter";
    private static final String FORMULAS = "formulas";
    private static final Set<String> OF_CSV = Set.of(BOM, DELIMITER, FORMULAS);
    private static final Set<String> NO_FILTERS = Stream.of(ListParameters.NAMES, OF_CSV, Set.of(FORMAT, MARKS))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final CollectionParameters parameters;
    private final Faults faults;

    ExportParameters(Declaration declaration, QueryString query) {
        this.parameters = new CollectionParameters(declaration, query);
        this.faults = parameters.faults();
    }

    /// @param scope the filters that the path makes
    /// @param accepted returns the format that the header `Accept` names, which applies if no parameter names one
    ExportRequest read(CursorCodec codec, List<Filter> scope, Supplier<Format> accepted) {
        refuseThoseOfLists();
        var sort = parameters.sort();
        var fields = parameters.fields();
        var rendering = rendering(accepted);
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
                rendering);
    }

    private void refuseThoseOfLists() {
        for (var name : parameters.present(ListParameters.NOT_OF_EXPORTS)) {
            faults.add(
                    ProblemType.UNKNOWN_PARAMETER,
                    name,
                    "is not a parameter of an export, which sends all items without pages, totals and embedded items;"
                            + " it takes cursor, sort, fields, numbers, format, marks, options of CSV, and filters");
        }
    }

    private Rendering rendering(Supplier<Format> accepted) {
        var formats = Stream.of(Format.values()).map(Format::toString).collect(Collectors.joining(", "));
        var format = parameters
                .choice(FORMAT, List.of(Format.values()), "must be one of " + formats)
                .orElseGet(accepted);
        var marks = parameters.choice(MARKS, List.of("all", "none"), "must be all or none");
        return new Rendering(format, marks.orElse("all").equals("all"), parameters.numbers(), csv(format));
    }

    private CsvDialect csv(Format format) {
        if (format != Format.CSV) {
            for (var name : parameters.present(OF_CSV)) {
                faults.add(
                        ProblemType.CONFLICTING_PARAMETERS,
                        name,
                        "applies to CSV only, and this export is %s: add format=csv".formatted(format));
            }
        }
        var delimiter =
                parameters.choice(DELIMITER, CsvDialect.DELIMITERS, "must be a comma, a semicolon, a tab (%09) or |");
        var bom = parameters.choice(BOM, List.of(true, false), "must be true or false");
        var formulas = parameters.choice(FORMULAS, List.of("escape", "keep"), "must be escape or keep");
        return new CsvDialect(
                delimiter.orElse(','),
                bom.orElse(false),
                formulas.orElse("escape").equals("escape"));
    }
}
