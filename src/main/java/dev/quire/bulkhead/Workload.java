package dev.quire.bulkhead;

import java.util.Locale;

/// The classes of database work, by cost. Each has its own permits.
public enum Workload {
    /// One item by its key.
    POINT_READS,
    /// A page with a bounded count or none.
    LISTS,
    /// A page with an exact count, which may read every row that matches the filters.
    COUNTS,
    /// An export of a whole collection.
    EXPORTS,
    /// A create, change, replacement or deletion.
    WRITES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
