package dev.quire.pagination;

/// Where a sort key places items whose value is null.
public enum Nulls {
    FIRST,
    LAST;

    public Nulls reversed() {
        return this == FIRST ? LAST : FIRST;
    }
}
