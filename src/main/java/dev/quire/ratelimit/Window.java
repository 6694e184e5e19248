package dev.quire.ratelimit;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.regex.Pattern;

/// A fixed-window quota: at most `quota` units in each interval of `length`. The intervals are consecutive, starting
/// at the epoch. Immutable.
///
/// @param quota in milliseconds of service time, the unit of [Cost]; 1 or more
/// @param length in whole seconds, from one second to one day
record Window(String name, long quota, Duration length) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final Pattern TEXT = Pattern.compile("\\s*([0-9]{1,9})\\s*/\\s*(\\S+)\\s*");
    private static final Duration MAX_LENGTH = Duration.ofDays(1);

    Window {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid window name '" + name
                    + "': use lower-case letters, digits, '_' and '-', starting with a letter");
        }
        if (quota < 1) {
            throw new IllegalArgumentException("The quota of window '" + name + "' must be 1 or greater");
        }
        if (length.toMillis() % 1000 != 0 || length.toSeconds() < 1 || length.compareTo(MAX_LENGTH) > 0) {
            throw new IllegalArgumentException(
                    "The length of window '" + name + "' must be in whole seconds, between 1s and 1d");
        }
    }

    /// @param text such as `20000/10s`
    /// @throws IllegalArgumentException if the text is not a valid window
    static Window parse(String name, String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The window '" + name + "' must have the form 20000/10s");
        }
        return new Window(name, Long.parseLong(parts.group(1)), DurationConverter.parseDuration(parts.group(2)));
    }

    /// Returns the share of one replica, at least 1 unit. The shares add up to about the whole quota.
    Window share(int replicas) {
        return new Window(name, Math.max(1, quota / replicas), length);
    }

    /// Caps the cost at the quota, so that a request that costs more than the quota is possible, once per interval.
    long charge(long cost) {
        return Math.min(cost, quota);
    }

    /// Returns the index of the interval that contains the time, given in epoch milliseconds.
    long index(long millis) {
        return Math.floorDiv(millis, length.toMillis());
    }

    /// Returns the seconds until the interval that contains the time ends, rounded up.
    long secondsLeft(long millis) {
        return Math.ceilDiv((index(millis) + 1) * length.toMillis() - millis, 1000);
    }

    /// Returns after how many seconds a cost fits into the quota, 0 if it does now. Usage beyond the quota is carried
    /// over to the next interval.
    long secondsUntilFit(long used, long cost, long millis) {
        var excess = used + charge(cost) - quota;
        return excess <= 0 ? 0 : secondsLeft(millis) + (Math.ceilDiv(excess, quota) - 1) * length.toSeconds();
    }
}
