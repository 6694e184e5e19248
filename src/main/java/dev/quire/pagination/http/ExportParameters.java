package dev.quire.pagination.http;

import dev.quire.export.Format;
import dev.quire.problem.ProblemType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what only exports take, and refuses what they do not.
final class ExportParameters {

    static final String FORMAT = "format";
    static final String MARKS = "marks";
    static final String ALL = "all";
    static final String NONE = "none";

    private final QueryString query;
    private final Faults faults;

    ExportParameters(QueryString query, Faults faults) {
        this.query = query;
        this.faults = faults;
    }

    /// @param names those of a list that have no meaning here
    void refuse(Set<String> names) {
        for (var parameter : query.parameters()) {
            if (names.contains(parameter.name())) {
                faults.add(
                        ProblemType.UNKNOWN_PARAMETER,
                        parameter.name(),
                        "is no parameter of an export, which sends all items without pages, totals and embedded ones;"
                                + " it takes cursor, sort, fields, format, marks and filters");
            }
        }
    }

    Optional<Format> format() {
        var text = query.value(FORMAT);
        var format = text.flatMap(name -> Arrays.stream(Format.values())
                .filter(value -> value.toString().equals(name))
                .findFirst());
        if (text.isPresent() && format.isEmpty()) {
            var formats = Arrays.stream(Format.values()).map(Format::toString).collect(Collectors.joining(", "));
            faults.add(ProblemType.INVALID_PARAMETER, FORMAT, "takes one of " + formats);
        }
        return format;
    }

    boolean marks() {
        var text = query.value(MARKS).orElse(ALL);
        if (!text.equals(ALL) && !text.equals(NONE)) {
            faults.add(ProblemType.INVALID_PARAMETER, MARKS, "takes all or none");
        }
        return text.equals(ALL);
    }
}
