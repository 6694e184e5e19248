package dev.quire.pagination;

/// The direction of a sort key.
public enum Direction {
    ASCENDING,
    DESCENDING;

    public Direction reversed() {
        return this == ASCENDING ? DESCENDING : ASCENDING;
    }

    /// The placement of nulls that PostgreSQL uses by default: last if ascending, first if descending.
    public Nulls defaultNulls() {
        return this == ASCENDING ? Nulls.LAST : Nulls.FIRST;
    }
}
