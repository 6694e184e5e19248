package dev.quire.pagination;

import java.time.Instant;
import java.util.OptionalLong;

/// The number of items of a list, as far as it is known.
public sealed interface Count {

    /// The exact number of items at one point in time.
    record Exact(long value) implements Count {}

    /// A lower bound: there are this many items or more.
    record AtLeast(long value) implements Count {}

    /// An approximate number of items, which may be too low or too high.
    ///
    /// @param asOf when the estimate was made
    record Estimated(long value, Instant asOf) implements Count {}

    /// No count was requested.
    record Unknown() implements Count {}

    /// The number to report as the total; empty if the count is unknown.
    default OptionalLong total() {
        return switch (this) {
            case Exact(var value) -> OptionalLong.of(value);
            case AtLeast(var value) -> OptionalLong.of(value);
            case Estimated(var value, var _) -> OptionalLong.of(value);
            case Unknown _ -> OptionalLong.empty();
        };
    }

    /// Returns this count, corrected so that it does not contradict the page it is reported with.
    ///
    /// Page and count are read by separate statements, so items may be added or deleted between them. A last
    /// page that holds items proves the total, which then replaces the count. An unknown count stays unknown.
    ///
    /// @param offset the number of items before the page
    /// @param shown the number of items on the page
    /// @param more whether items follow the page
    default Count corrected(long offset, int shown, boolean more) {
        if (this instanceof Unknown) {
            return this; // The client did not request a count.
        }
        if (shown == 0) {
            return offset == 0 ? new Exact(0) : atMost(offset);
        }
        return more ? atLeast(offset + shown + 1) : new Exact(offset + shown);
    }

    private Count atMost(long bound) {
        return switch (this) {
            case Exact(var value) -> new Exact(Math.min(value, bound));
            case AtLeast(var value) -> new AtLeast(Math.min(value, bound));
            case Estimated(var value, var asOf) -> new Estimated(Math.min(value, bound), asOf);
            case Unknown unknown -> unknown;
        };
    }

    /// Returns this count, corrected because at least `bound` items exist.
    default Count atLeast(long bound) {
        return switch (this) {
            case Exact(var value) when value >= bound -> this;
            case Exact _ -> new AtLeast(bound);
            case AtLeast(var value) -> new AtLeast(Math.max(value, bound));
            case Estimated(var value, var asOf) -> new Estimated(Math.max(value, bound), asOf);
            case Unknown unknown -> unknown;
        };
    }
}
