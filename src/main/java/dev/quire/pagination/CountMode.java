package dev.quire.pagination;

import java.util.Locale;

/// How much a client wants to know of the total.
public enum CountMode {
    /// Exact up to a bound, above it an estimate.
    AUTO,
    EXACT,
    ESTIMATED,
    NONE;

    /// Where a request names none: counting never costs more than the page.
    public static final CountMode DEFAULT = AUTO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
