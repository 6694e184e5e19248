package dev.quire.ratelimit;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/// The result of a charge. Immutable.
///
/// @param admitted whether the request is within all quotas
/// @param shared whether it was charged in Redis, for all replicas, or only locally
/// @param now the time of the charge, in epoch milliseconds
/// @param windows the windows that apply to the principal
/// @param used the units used of each window after the charge
record Verdict(boolean admitted, boolean shared, long now, List<Window> windows, List<Long> used) {

    /// Returns the value of the header `RateLimit`: the remaining units of each window.
    String header() {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> "\"%s\";r=%d;t=%d"
                        .formatted(
                                windows.get(i).name(),
                                Math.max(0, windows.get(i).quota() - used.get(i)),
                                windows.get(i).secondsLeft(now)))
                .collect(joining(", "));
    }

    /// Returns after how many seconds a refused request would be admitted if no other request is charged until then.
    long retryAfter(long cost) {
        return IntStream.range(0, windows.size())
                .mapToLong(i -> windows.get(i).secondsUntilFit(used.get(i), cost, now))
                .max()
                .orElse(1);
    }

    /// Returns the units that a charge took from every window at least.
    long charged(long cost) {
        return admitted
                ? windows.stream()
                        .mapToLong(window -> window.charge(cost))
                        .min()
                        .orElse(cost)
                : 0;
    }
}
