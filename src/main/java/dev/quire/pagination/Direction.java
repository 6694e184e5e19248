package dev.quire.pagination;

/// Which way a sort key runs.
public enum Direction {
    ASCENDING,
    DESCENDING;

    public Direction reversed() {
        return this == ASCENDING ? DESCENDING : ASCENDING;
    }

    /// Where PostgreSQL places nulls when a key does not say: last ascending, first descending.
    public Nulls defaultNulls() {
        return this == ASCENDING ? Nulls.LAST : Nulls.FIRST;
    }
}
