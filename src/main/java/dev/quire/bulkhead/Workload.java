package dev.quire.bulkhead;

import java.util.Locale;

/// What requests ask of the database, by what it costs. None of them may take the room of another.
public enum Workload {
    /// One item by its key.
    POINT_READS,
    /// A page, with a count that is bounded.
    LISTS,
    /// A page with an exact count, which may read all that a filter leaves.
    COUNTS,
    /// All of a collection.
    EXPORTS,
    WRITES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
