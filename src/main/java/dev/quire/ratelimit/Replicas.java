package dev.quire.ratelimit;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Counts the running replicas: each sends a heartbeat to Redis every two seconds. Thread-safe.
@Singleton
final class Replicas {

    private static final String KEY = "quire:replicas";
    private static final long BEAT_MILLIS = 2_000;

    /// A replica without a heartbeat for this long is no longer counted.
    private static final long EXPIRY_MILLIS = 5 * BEAT_MILLIS;

    private static final RedisScript BEAT = RedisScript.of("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZADD', KEYS[1], now, ARGV[1])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return redis.call('ZCARD', KEYS[1])
            """);

    private final PatientRedis redis;
    private final Vertx vertx;
    private final String self = UUID.randomUUID().toString();
    private volatile int count;
    private volatile long timer = -1;

    Replicas(PatientRedis redis, Vertx vertx, RateLimitConfig config) {
        this.redis = redis;
        this.vertx = vertx;
        this.count = config.replicas();
    }

    void start() {
        beat();
        timer = vertx.setPeriodic(BEAT_MILLIS, _ -> beat());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void beat() {
        var _ = redis.run(BEAT, KEY, List.of(self, Long.toString(EXPIRY_MILLIS)))
                .onSuccess(answer -> count = Math.max(1, Objects.requireNonNull(answer.toInteger())));
    }

    /// Returns the number that Redis reported last, at least 1, or the configured number before the first report.
    int count() {
        return count;
    }
}
