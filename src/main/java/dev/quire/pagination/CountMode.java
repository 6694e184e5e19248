package dev.quire.pagination;

import java.util.Locale;

/// How much a client wants to know of the total.
public enum CountMode {
    /// Exact where that is cheap, else an estimate.
    AUTO,
    EXACT,
    ESTIMATED,
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
