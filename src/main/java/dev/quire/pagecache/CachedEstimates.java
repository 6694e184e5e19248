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

/// Keeps estimates in Redis, for all replicas.
///
/// A Redis that is away or slow is left alone for a moment: then nothing is known, and nothing is remembered.
@Singleton
final class CachedEstimates implements Estimates {

    private static final Logger LOG = Logger.getLogger(CachedEstimates.class);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(5);

    /// The key, which shows whose estimate it is; the estimate; its time.
    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (\\S{1,40})");

    private final RedisCache cache;
    private final Duration timeToLive;
    private final Clock clock;
    private final Breaker breaker;
    private final AtomicReference<Instant> restUntil = new AtomicReference<>(Instant.MIN);

    CachedEstimates(@CacheName("estimates") Cache cache, EstimateConfig config, Clock clock, Breaker breaker) {
        this.cache = cache.as(RedisCache.class);
        this.timeToLive = config.estimateTimeToLive();
        this.clock = clock;
        this.breaker = breaker;
    }

    @Override
    public Optional<Count.Estimated> known(String key) {
        var hash = hash(key);
        return ask(cache.getOrNull(hash, String.class)).flatMap(entry -> read(hash, entry));
    }

    @Override
    public Count.Estimated remember(String key, long value) {
        var estimate = new Count.Estimated(value, clock.instant().truncatedTo(ChronoUnit.MICROS));
        var hash = hash(key);
        ask(cache.put(hash, hash + " " + value + " " + estimate.asOf()));
        return estimate;
    }

    /// Whatever we did not write, not for this key, or too long ago, is no entry.
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

    /// The answer of Redis, if it has one and gives it in time.
    private <T> Optional<T> ask(Uni<T> question) {
        if (breaker.isOpen()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var until = restUntil.get();
        var next = now.plus(REST);
        // After a rest, one caller finds out for all.
        if (now.isBefore(until) || (!until.equals(Instant.MIN) && !restUntil.compareAndSet(until, next))) {
            return Optional.empty();
        }
        try {
            var answer = Optional.ofNullable(question.await().atMost(PATIENCE));
            // No end to a rest that began meanwhile: what can be read cannot always be written.
            restUntil.compareAndSet(next, Instant.MIN);
            return answer;
        } catch (RuntimeException e) {
            if (restUntil.getAndSet(next).equals(Instant.MIN)) {
                LOG.warnf("Estimates are not kept for now: %s", e);
            }
            return Optional.empty();
        }
    }

    private static String hash(String key) {
        return HexFormat.of().formatHex(Sha256.of(key));
    }
}
