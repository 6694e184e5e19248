package dev.quire.pagination;

import java.util.Locale;

/// How precisely a client wants to know the total number of items.
public enum CountMode {
    /// Exact up to a limit, an estimate above it.
    AUTO,
    EXACT,
    ESTIMATED,
    NONE;

    /// Applies if the request does not specify a mode. It bounds the cost of counting.
    public static final CountMode DEFAULT = AUTO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
