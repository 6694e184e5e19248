package dev.quire.listing;

import dev.quire.http.QueryString;
import dev.quire.pagination.CountMode;
import dev.quire.problem.ProblemType;
import java.util.stream.Stream;

/// Parses the parameter `count`, which specifies how precisely to determine the total.
final class CountParameter {

    static final String COUNT = "count";

    private final Faults faults;

    CountParameter(Faults faults) {
        this.faults = faults;
    }

    CountMode read(QueryString query) {
        var text = query.value(COUNT);
        if (text.isEmpty()) {
            return CountMode.DEFAULT;
        }
        var mode = Stream.of(CountMode.values())
                .filter(value -> value.toString().equals(text.get()))
                .findFirst();
        if (mode.isEmpty()) {
            faults.add(ProblemType.INVALID_PARAMETER, COUNT, "must be auto, exact, estimated or none");
        }
        return mode.orElse(CountMode.DEFAULT);
    }
}
