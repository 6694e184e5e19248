package dev.quire.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quire.principal.Principal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// The quotas of this replica while Redis is unavailable: an equal share of the shared quotas. It records the usage
/// that Redis reports, so that clients do not get a new quota when Redis fails. Thread-safe.
@Singleton
final class LocalQuotas {

    /// The maximum number of principals, at about 250 bytes each. Beyond it, the cache evicts rarely used entries.
    static final int MAX_PRINCIPALS = 100_000;

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Cache<Principal, Usage> usages = Caffeine.newBuilder()
            .maximumSize(MAX_PRINCIPALS)
            .expireAfterWrite(IDLE)
            .build();
    private final Clock clock;

    /// The usage of a principal.
    ///
    /// @param now the time of the last update, in epoch milliseconds
    /// @param used the units used of each window, in the interval that contains `now`
    private record Usage(long now, List<Window> windows, List<Long> used) {

        /// Returns the units used of each window: after the end of an interval, only what exceeded its quota; 0 for a
        /// window that has changed.
        List<Long> at(long time, List<Window> current) {
            return IntStream.range(0, current.size())
                    .mapToObj(i -> i < windows.size()
                                    && windows.get(i)
                                            .length()
                                            .equals(current.get(i).length())
                            ? left(current.get(i), used.get(i), time)
                            : 0L)
                    .toList();
        }

        private long left(Window window, long units, long time) {
            var ended = window.index(time) - window.index(now);
            return Math.max(0, units - ended * window.quota());
        }
    }

    LocalQuotas(Clock clock) {
        this.clock = clock;
    }

    /// Applies a settlement, and charges the principal if the cost fits into this replica's share of every window.
    ///
    /// @param replicas the number of replicas that share the windows
    Verdict charge(Principal principal, List<Window> whole, long cost, Settlement settlement, int replicas) {
        var windows = whole.stream().map(window -> window.share(replicas)).toList();
        var verdict = new AtomicReference<Verdict>();
        usages.asMap().compute(principal, (_, usage) -> {
            var now = clock.millis();
            var before = usage == null ? windows.stream().map(_ -> 0L).toList() : usage.at(now, windows);
            var used = IntStream.range(0, windows.size())
                    .mapToObj(i -> settlement.applied(windows.get(i), before.get(i), now))
                    .toList();
            var admitted = cost == 0 || fits(windows, used, cost);
            var after = admitted ? sum(windows, used, cost) : used;
            verdict.setPlain(new Verdict(admitted, false, now, windows, after));
            return new Usage(now, windows, after);
        });
        return verdict.getPlain();
    }

    private static boolean fits(List<Window> windows, List<Long> used, long cost) {
        return IntStream.range(0, windows.size())
                .allMatch(i -> used.get(i) + windows.get(i).charge(cost)
                        <= windows.get(i).quota());
    }

    private static List<Long> sum(List<Window> windows, List<Long> used, long cost) {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> used.get(i) + windows.get(i).charge(cost))
                .toList();
    }

    /// Records this replica's share of the usage that Redis reports for all replicas.
    void recordShared(Principal principal, Verdict shared, int replicas) {
        var part = shared.used().stream()
                .map(used -> Math.ceilDiv(used, (long) replicas))
                .toList();
        usages.put(principal, new Usage(clock.millis(), shared.windows(), part));
    }
}
