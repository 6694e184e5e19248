package dev.quire.ratelimit;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.regex.Pattern;

/// A quota for each span of time; the spans follow one another without a gap, from the epoch on.
///
/// @param quota how much may be asked for in it, in units of [Cost]
/// @param length in whole seconds
record Window(String name, long quota, Duration length) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final Pattern TEXT = Pattern.compile("\\s*([0-9]{1,9})\\s*/\\s*(\\S+)\\s*");
    private static final Duration LONGEST = Duration.ofDays(1);

    Window {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a window has a name in lower case, not '" + name + "'");
        }
        if (quota < 1) {
            throw new IllegalArgumentException("the window '" + name + "' takes a quota of 1 or more");
        }
        if (length.toMillis() % 1000 != 0 || length.toSeconds() < 1 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the window '" + name + "' takes whole seconds, from one to a day");
        }
    }

    /// @param text such as `300/10s`
    /// @throws IllegalArgumentException if it is none
    static Window parse(String name, String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the window '" + name + "' is to be as 300/10s");
        }
        return new Window(name, Long.parseLong(parts.group(1)), DurationConverter.parseDuration(parts.group(2)));
    }

    /// What one of several replicas may give, so that all together give about the whole.
    Window share(int replicas) {
        return new Window(name, Math.max(1, quota / replicas), length);
    }

    /// A request that costs more than the whole quota takes all of it.
    long charge(long cost) {
        return Math.min(cost, quota);
    }

    /// Which span a moment is in.
    long index(long millis) {
        return Math.floorDiv(millis, length.toMillis());
    }

    /// How many seconds, begun ones too, are left of the span that a moment is in.
    long secondsLeft(long millis) {
        return Math.ceilDiv((index(millis) + 1) * length.toMillis() - millis, 1000);
    }
}
