package dev.quire.pagination;

import java.util.Locale;

/// How a request names its place in a collection.
public enum Mode {
    /// By number, like the pages of a book.
    PAGE,
    /// By an exact number of items to pass over.
    OFFSET,
    /// By where an earlier answer stopped.
    CURSOR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
