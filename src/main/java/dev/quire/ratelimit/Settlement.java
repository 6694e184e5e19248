package dev.quire.ratelimit;

import org.jspecify.annotations.Nullable;

/// The difference between what a principal has been charged for completed requests and their real cost. Immutable.
///
/// @param nanos the time still to be charged, in nanoseconds; negative to refund
/// @param charged when the earliest of the requests was charged, in epoch milliseconds. A refund applies only to
///     windows whose interval has not ended since.
record Settlement(long nanos, long charged) {

    static final Settlement NONE = new Settlement(0, 0);

    /// The time of one unit.
    static final long UNIT = 1_000_000;

    Settlement plus(Settlement other) {
        return new Settlement(nanos + other.nanos, Math.min(charged, other.charged));
    }

    /// Returns the whole units, without the fraction.
    long units() {
        return nanos / UNIT;
    }

    /// Returns the fraction of a unit that [#units] leaves out; null if there is none.
    @Nullable
    Settlement fraction() {
        return nanos % UNIT == 0 ? null : new Settlement(nanos % UNIT, charged);
    }

    /// Returns the units used of a window after this settlement: at most twice the quota, so that a client is never
    /// refused for more than two intervals.
    ///
    /// @param used the units used before
    /// @param now in epoch milliseconds
    long applied(Window window, long used, long now) {
        var applies = nanos > 0 || window.index(charged) == window.index(now);
        return applies ? Math.clamp(used + units(), 0, 2 * window.quota()) : used;
    }
}
