package dev.quire.ratelimit;

import dev.quire.redis.Breaker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs Redis scripts with a short timeout, behind a circuit breaker. While the breaker is open, calls fail
/// immediately. Thread-safe.
@Singleton
final class PatientRedis {

    /// The maximum number of outstanding calls. It is below the queue limit of the Redis client, because a full
    /// queue would count as a failure of Redis.
    private static final int MAX_OUTSTANDING = 192;

    private static final RedisScript PROBE = RedisScript.of("return redis.call('SET', KEYS[1], '1', 'PX', 1000)");

    private final Redis redis;
    private final Breaker breaker;
    private final Vertx vertx;
    private final long patience;
    private final String probe = "quire:probe:" + UUID.randomUUID();
    private final AtomicInteger open = new AtomicInteger();

    PatientRedis(Redis redis, Breaker breaker, Vertx vertx, RateLimitConfig config) {
        this.redis = redis;
        this.breaker = breaker;
        this.vertx = vertx;
        this.patience = config.redisTimeout().toMillis();
        if (patience < 1 || patience > 5_000) {
            throw new IllegalArgumentException(
                    "quire.rate-limit.redis-timeout must be between 1ms and 5s, but is " + patience + "ms");
        }
    }

    /// Runs a script without blocking. The future fails if Redis does not respond within the timeout, or immediately
    /// if the breaker is open or too many calls are outstanding.
    Future<Response> run(RedisScript script, String key, List<String> arguments) {
        if (breaker.isOpen() || open.get() >= MAX_OUTSTANDING) {
            return Future.failedFuture(
                    new RejectedExecutionException("Redis is not called: circuit open or too many calls"));
        }
        open.incrementAndGet();
        var sent = System.nanoTime();
        var answer = Promise.<Response>promise();
        wait(answer, sent, true);
        send(script, key, arguments).onComplete(response -> {
            open.decrementAndGet();
            if (response.failed()) {
                breaker.failed(sent, String.valueOf(response.cause().getMessage()), this::responds);
                answer.tryFail(response.cause());
            } else if (answer.tryComplete(response.result())) {
                breaker.succeeded();
            }
        });
        return answer.future();
    }

    /// A closed client throws instead of returning a failed future.
    private Future<Response> send(RedisScript script, String key, List<String> arguments) {
        try {
            return script.run(redis, key, arguments);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /// Starts the timeout. If the timer itself fires late, this process was paused, and the response may be waiting
    /// to be read; so the timeout is extended once.
    private void wait(Promise<Response> answer, long sent, boolean mayExtend) {
        var due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
        var timer = vertx.setTimer(patience, _ -> {
            var late = System.nanoTime() - due > TimeUnit.MILLISECONDS.toNanos(patience / 2);
            if (late && mayExtend) {
                wait(answer, sent, false);
            } else if (answer.tryFail(new TimeoutException("No response from Redis within the timeout"))) {
                breaker.failed(sent, "no response within " + patience + " ms", this::responds);
            }
        });
        answer.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private boolean responds() {
        var answer = new CompletableFuture<Response>();
        send(PROBE, probe, List.of()).onSuccess(answer::complete).onFailure(answer::completeExceptionally);
        try {
            answer.get(patience, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
