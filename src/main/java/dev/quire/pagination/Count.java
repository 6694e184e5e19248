package dev.quire.pagination;

import java.time.Instant;
import java.util.OptionalLong;

/// What is known of how many items there are.
public sealed interface Count {

    /// The number of items, of one moment.
    record Exact(long value) implements Count {}

    /// So many items are there, and possibly more.
    record AtLeast(long value) implements Count {}

    /// About so many items were there.
    ///
    /// @param asOf when it was estimated
    record Estimated(long value, Instant asOf) implements Count {}

    record Unknown() implements Count {}

    /// The number to show, if there is one.
    default OptionalLong total() {
        return switch (this) {
            case Exact(var value) -> OptionalLong.of(value);
            case AtLeast(var value) -> OptionalLong.of(value);
            case Estimated(var value, var _) -> OptionalLong.of(value);
            case Unknown _ -> OptionalLong.empty();
        };
    }

    /// This count corrected by what a page shows, so that the two never contradict each other.
    ///
    /// A page that holds items and is the last one proves the total, whatever was counted before or after it.
    ///
    /// @param offset the number of items passed over before the page
    /// @param shown the number of items on the page
    /// @param more whether items follow the page
    default Count corrected(long offset, int shown, boolean more) {
        if (this instanceof Unknown) {
            return this; // Not asked for.
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

    /// This count corrected by so many items having been seen.
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
