package dev.quire.ratelimit;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/// What became of a charge.
///
/// @param shared whether all replicas know of it
/// @param now when, in milliseconds of the epoch
/// @param windows that were charged
/// @param used how much of each is used now
record Verdict(boolean admitted, boolean shared, long now, List<Window> windows, List<Long> used) {

    /// As the header `RateLimit` names what is left.
    String header() {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> "\"%s\";r=%d;t=%d"
                        .formatted(
                                windows.get(i).name(),
                                Math.max(0, windows.get(i).quota() - used.get(i)),
                                windows.get(i).secondsLeft(now)))
                .collect(joining(", "));
    }

    /// The seconds until a request that was refused would be served, if no other came before.
    long retryAfter(long cost) {
        return IntStream.range(0, windows.size())
                .filter(i -> used.get(i) + windows.get(i).charge(cost)
                        > windows.get(i).quota())
                .mapToLong(i -> windows.get(i).secondsLeft(now))
                .max()
                .orElse(1);
    }
}
