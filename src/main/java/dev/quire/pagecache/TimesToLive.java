package dev.quire.pagecache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// How long which answer is worth keeping: the pages that readers begin with, and those asked for again within a
/// minute, for long; others just long enough for who waits for them.
@Singleton
final class TimesToLive {

    /// A walking reader asks for the next page sooner.
    private static final Duration AHEAD = Duration.ofSeconds(15);

    private static final double JITTER = 0.1;

    private final Cache<String, Boolean> asked = Caffeine.newBuilder()
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
        // All of these are asked: what was fetched ahead counts as asked for when it is.
        var again = asked.asMap().putIfAbsent(key.digest(), true) != null;
        return (key.front() || again) && !answer.isNothing()
                ? new CacheEntry(
                        answer,
                        generation,
                        now,
                        jittered(now, config.softTimeToLive()),
                        jittered(now, config.hardTimeToLive()),
                        ahead)
                : new CacheEntry(answer, generation, now, now.plus(brief), now.plus(brief), ahead);
    }

    /// Entries that were made together do not end together.
    private static Instant jittered(Instant now, Duration time) {
        var factor = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
        return now.plusMillis((long) (time.toMillis() * factor));
    }
}
