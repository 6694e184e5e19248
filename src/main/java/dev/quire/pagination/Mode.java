package dev.quire.pagination;

import java.util.Locale;

/// How a request specifies its position in a collection.
public enum Mode {
    /// By page number, from 1.
    PAGE,
    /// By the number of items to skip.
    OFFSET,
    /// By a cursor from an earlier response.
    CURSOR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
