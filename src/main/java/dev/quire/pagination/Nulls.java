package dev.quire.pagination;

/// Where a sort key places the items without a value.
public enum Nulls {
    FIRST,
    LAST;

    public Nulls reversed() {
        return this == FIRST ? LAST : FIRST;
    }
}
