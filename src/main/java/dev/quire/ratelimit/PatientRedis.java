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

/// Runs scripts in Redis for those who cannot wait: it is patient for a moment only, and not at all with a Redis that
/// fails.
@Singleton
final class PatientRedis {

    /// So many answers may be outstanding: a client whose queue is full would look like a Redis that fails.
    private static final int MOST_OPEN = 192;

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
            throw new IllegalArgumentException("Redis has 1 ms to 5 s to answer, not " + patience + " ms");
        }
    }

    /// Never blocks, and fails in time.
    Future<Response> run(RedisScript script, String key, List<String> arguments) {
        if (breaker.isOpen() || open.get() >= MOST_OPEN) {
            return Future.failedFuture(new RejectedExecutionException("Redis is not asked"));
        }
        open.incrementAndGet();
        var sent = System.nanoTime();
        var answer = Promise.<Response>promise();
        wait(answer, sent, true);
        ask(script, key, arguments).onComplete(response -> {
            open.decrementAndGet();
            if (response.failed()) {
                breaker.failed(sent, String.valueOf(response.cause().getMessage()), this::answers);
                answer.tryFail(response.cause());
            } else if (answer.tryComplete(response.result())) {
                breaker.succeeded();
            }
        });
        return answer.future();
    }

    /// The client throws where it is closed.
    private Future<Response> ask(RedisScript script, String key, List<String> arguments) {
        try {
            return script.run(redis, key, arguments);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /// A timer that is late itself tells of a pause of this process: what came in meanwhile is read first.
    private void wait(Promise<Response> answer, long sent, boolean again) {
        var due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
        var timer = vertx.setTimer(patience, _ -> {
            var late = System.nanoTime() - due > TimeUnit.MILLISECONDS.toNanos(patience / 2);
            if (late && again) {
                wait(answer, sent, false);
            } else if (answer.tryFail(new TimeoutException("no answer in time"))) {
                breaker.failed(sent, "no answer in " + patience + " ms", this::answers);
            }
        });
        answer.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private boolean answers() {
        var answer = new CompletableFuture<Response>();
        ask(PROBE, probe, List.of()).onSuccess(answer::complete).onFailure(answer::completeExceptionally);
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
