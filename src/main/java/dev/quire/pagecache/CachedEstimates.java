package dev.quire.pagecache;

import dev.quire.digest.Sha256;
import dev.quire.pagination.Count;
import dev.quire.pagination.Estimates;
import dev.quire.redis.Breaker;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.redis.runtime.RedisCache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Caches estimates in Redis, shared by all replicas.
///
/// If Redis fails or does not answer within 200 ms, it is not queried for the next 5 s. In the meantime no estimate
/// is found or stored. Thread-safe.
@Singleton
final class CachedEstimates implements Estimates {

    private static final Logger LOG = Logger.getLogger(CachedEstimates.class);
    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /// The hashed key, to verify that the entry belongs to it; the estimate; its time.
    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (\\S{1,40})");

    private final RedisCache cache;
    private final Duration timeToLive;
    private final Clock clock;
    private final Breaker breaker;
    private final AtomicReference<Instant> pausedUntil = new AtomicReference<>(Instant.MIN);

    CachedEstimates(@CacheName("estimates") Cache cache, EstimateConfig config, Clock clock, Breaker breaker) {
        this.cache = cache.as(RedisCache.class);
        this.timeToLive = config.estimateTimeToLive();
        this.clock = clock;
        this.breaker = breaker;
    }

    @Override
    public Optional<Count.Estimated> known(String key) {
        var hash = hash(key);
        return query(cache.getOrNull(hash, String.class)).flatMap(entry -> read(hash, entry));
    }

    @Override
    public Count.Estimated remember(String key, long value) {
        var estimate = new Count.Estimated(value, clock.instant().truncatedTo(ChronoUnit.MICROS));
        var hash = hash(key);
        query(cache.put(hash, hash + " " + value + " " + estimate.asOf()));
        return estimate;
    }

    /// Ignores entries that are malformed, belong to another key, or are too old.
    private Optional<Count.Estimated> read(String hash, String text) {
        var entry = ENTRY.matcher(text);
        if (!entry.matches() || !entry.group(1).equals(hash)) {
            return Optional.empty();
        }
        try {
            var estimate = new Count.Estimated(Long.parseLong(entry.group(2)), Instant.parse(entry.group(3)));
            var age = Duration.between(estimate.asOf(), clock.instant());
            return age.abs().compareTo(timeToLive) > 0 ? Optional.empty() : Optional.of(estimate);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The response of Redis; empty if there is none, or none in time.
    private <T> Optional<T> query(Uni<T> request) {
        if (breaker.isOpen()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var until = pausedUntil.get();
        var next = now.plus(PAUSE);
        // After the pause, a single caller tries whether Redis works again.
        if (now.isBefore(until) || (!until.equals(Instant.MIN) && !pausedUntil.compareAndSet(until, next))) {
            return Optional.empty();
        }
        try {
            var answer = Optional.ofNullable(request.await().atMost(TIMEOUT));
            // Does not end a pause that another caller began in the meantime: reads may work while writes fail.
            pausedUntil.compareAndSet(next, Instant.MIN);
            return answer;
        } catch (RuntimeException e) {
            if (pausedUntil.getAndSet(next).equals(Instant.MIN)) {
                LOG.warnf("Redis failed; estimates are not cached until it answers again: %s", e);
            }
            return Optional.empty();
        }
    }

    private static String hash(String key) {
        return HexFormat.of().formatHex(Sha256.of(key));
    }
}
