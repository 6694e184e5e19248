package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What a load did.
///
/// @param lines it was given
/// @param rows it added, by table
record Added(long lines, Map<LoadStep, Long> rows) {

    Added {
        rows = Collections.unmodifiableMap(new EnumMap<>(rows));
    }

    boolean nothing() {
        return rows.values().stream().allMatch(count -> count == 0);
    }

    @Override
    public String toString() {
        return Progress.count(lines) + " lines gave "
                + rows.entrySet().stream()
                        .map(row -> Progress.count(row.getValue()) + " new "
                                + row.getKey().table())
                        .collect(Collectors.joining(", "));
    }
}
