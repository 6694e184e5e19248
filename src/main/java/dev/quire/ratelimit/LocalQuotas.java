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

/// This replica's share of the quotas, for the time that Redis is away. It follows what Redis tells, so that nobody
/// begins anew as Redis goes.
@Singleton
final class LocalQuotas {

    /// About 250 bytes each. Of more, those are forgotten that ask the least.
    static final int MOST = 100_000;

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Cache<Principal, Usage> usages =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(IDLE).build();
    private final Clock clock;

    /// @param used of each window, in the spans of the moment
    private record Usage(long now, List<Window> windows, List<Long> used) {

        /// What was used of a window whose span still lasts.
        List<Long> at(long moment, List<Window> asked) {
            return IntStream.range(0, asked.size())
                    .mapToObj(i -> i < windows.size()
                                    && windows.get(i)
                                            .length()
                                            .equals(asked.get(i).length())
                                    && asked.get(i).index(now) == asked.get(i).index(moment)
                            ? used.get(i)
                            : 0L)
                    .toList();
        }
    }

    LocalQuotas(Clock clock) {
        this.clock = clock;
    }

    /// @param replicas that share the windows
    Verdict charge(Principal principal, List<Window> whole, long cost, int replicas) {
        var windows = whole.stream().map(window -> window.share(replicas)).toList();
        var verdict = new AtomicReference<Verdict>();
        usages.asMap().compute(principal, (_, usage) -> {
            var now = clock.millis();
            var used = usage == null ? windows.stream().map(_ -> 0L).toList() : usage.at(now, windows);
            var admitted = fits(windows, used, cost);
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

    /// Notes this replica's part of what all have given.
    void follow(Principal principal, Verdict shared, int replicas) {
        var part = shared.used().stream()
                .map(used -> Math.ceilDiv(used, (long) replicas))
                .toList();
        usages.put(principal, new Usage(clock.millis(), shared.windows(), part));
    }
}
