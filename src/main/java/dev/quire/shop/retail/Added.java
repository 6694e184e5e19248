package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The result of a load.
///
/// @param lines the number of lines that were read
/// @param rows the number of rows that were added, by table
record Added(long lines, Map<LoadStep, Long> rows) {

    Added {
        rows = Collections.unmodifiableMap(new EnumMap<>(rows));
    }

    boolean nothing() {
        return rows.values().stream().allMatch(count -> count == 0);
    }

    @Override
    public String toString() {
        return Progress.count(lines) + " lines read: "
                + rows.entrySet().stream()
                        .map(row -> Progress.count(row.getValue()) + " new "
                                + row.getKey().table())
                        .collect(Collectors.joining(", "));
    }
}
