package dev.quire.pagecache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Decides how long responses are cached. First pages, and pages that are loaded again within a minute, get the long
/// times to live; other pages are cached just long enough for the requests that wait for them. Thread-safe.
@Singleton
final class TimesToLive {

    /// The time to live of a prefetched page. A reader that goes from page to page requests it sooner.
    private static final Duration AHEAD = Duration.ofSeconds(15);

    private static final double JITTER = 0.1;

    private final Cache<String, Boolean> recentlyLoaded = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private final CacheConfig config;
    private final Clock clock;

    TimesToLive(CacheConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    CacheEntry entry(PageKey key, String generation, Answer answer, boolean ahead) {
        var now = clock.instant();
        var brief = ahead ? AHEAD : config.briefTimeToLive();
        // Prefetched pages are recorded, too, so that the next load of one counts as repeated.
        var repeated = recentlyLoaded.asMap().putIfAbsent(key.digest(), true) != null;
        return (key.front() || repeated) && !answer.isNothing()
                ? new CacheEntry(
                        answer,
                        generation,
                        now,
                        jittered(now, config.softTimeToLive()),
                        jittered(now, config.hardTimeToLive()),
                        ahead)
                : new CacheEntry(answer, generation, now, now.plus(brief), now.plus(brief), ahead);
    }

    /// Adds jitter, so that entries that were loaded together do not expire together.
    private static Instant jittered(Instant now, Duration time) {
        var factor = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
        return now.plusMillis((long) (time.toMillis() * factor));
    }
}
