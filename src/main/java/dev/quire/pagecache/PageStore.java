package dev.quire.pagecache;

import dev.quire.pagination.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The entries that all replicas share, in Redis (7 or later).
///
/// Never fails and never waits long: a Redis that is away, slow or full is one that holds nothing.
@Singleton
final class PageStore {

    private static final String PREFIX = "quire:page:";
    private static final String PROBE = "quire:probe";

    /// So many questions may be open at once; a slow Redis is not asked more.
    private static final int MOST_OPEN = 64;

    /// Larger ones are not shared.
    private static final int MOST_BYTES = 1 << 20;

    /// What stands at a place.
    sealed interface Found {}

    /// An entry.
    record Kept(Entry entry) implements Found {}

    /// Nothing: whoever asked is to make the entry, and the others wait.
    record Free() implements Found {}

    /// Somebody else is making the entry.
    record Leased() implements Found {}

    /// Redis cannot be asked.
    record Away() implements Found {}

    private final Redis redis;
    private final Breaker breaker;
    private final EntryFormat format;
    private final CacheConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Semaphore open = new Semaphore(MOST_OPEN);

    PageStore(Redis redis, Breaker breaker, Secrets secrets, CacheConfig config, MeterRegistry meters, Clock clock) {
        this.redis = redis;
        this.breaker = breaker;
        this.format = new EntryFormat(secrets);
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /// Whether Redis is not asked at all for now.
    boolean isAway() {
        return breaker.isOpen();
    }

    /// What is at the place; if nothing is, it is leased to the caller, in the same step.
    Found claim(PageKey key, String generation) {
        var place = place(key, generation);
        var lease = Long.toString(config.lease().toMillis());
        return found(
                place,
                Request.cmd(Command.SET)
                        .arg(place)
                        .arg(EntryFormat.LEASE)
                        .arg("NX")
                        .arg("GET")
                        .arg("PX")
                        .arg(lease));
    }

    /// What is at the place now.
    Found look(PageKey key, String generation) {
        var place = place(key, generation);
        return found(place, Request.cmd(Command.GET).arg(place));
    }

    /// Keeps the entry, in its own time: nobody waits for it.
    void keep(PageKey key, Entry entry) {
        var place = place(key, entry.generation);
        var left = Duration.between(clock.instant(), entry.end).toMillis();
        if (left > 0 && entry.answer.body().length <= MOST_BYTES) {
            send(Request.cmd(Command.SET)
                    .arg(place)
                    .arg(format.write(place, entry))
                    .arg("PX")
                    .arg(left));
        } else {
            free(key, entry.generation);
        }
    }

    /// Gives a lease back, so that another one may try.
    void free(PageKey key, String generation) {
        send(Request.cmd(Command.DEL).arg(place(key, generation)));
    }

    private static String place(PageKey key, String generation) {
        return PREFIX + PageKey.digest(key.digest() + " " + generation);
    }

    private Found found(String place, Request request) {
        var sent = new CompletableFuture<@Nullable Response>();
        if (!send(request, sent)) {
            return new Away();
        }
        try {
            var response = sent.get(config.redisTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return response == null ? new Free() : found(place, response.toBytes());
        } catch (TimeoutException e) {
            breaker.failed("no answer in " + config.redisTimeout().toMillis() + " ms", this::answers);
        } catch (ExecutionException e) {
            // Told to the breaker by whoever sent it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Away();
    }

    private Found found(String place, byte[] bytes) {
        if (Arrays.equals(bytes, EntryFormat.LEASE)) {
            return new Leased();
        }
        var entry = format.read(place, bytes).filter(kept -> kept.end.isAfter(clock.instant()));
        if (entry.isEmpty()) {
            meters.counter("quire.cache.rejected").increment();
            return new Free(); // The next entry takes its place.
        }
        return new Kept(entry.get());
    }

    private void send(Request request) {
        send(request, new CompletableFuture<>());
    }

    /// @return whether Redis is asked
    private boolean send(Request request, CompletableFuture<@Nullable Response> answer) {
        if (breaker.isOpen() || !open.tryAcquire()) {
            return false;
        }
        var sent = System.nanoTime();
        redis.send(request).onComplete(result -> {
            open.release();
            if (result.succeeded()) {
                if (System.nanoTime() - sent <= config.redisTimeout().toNanos()) {
                    breaker.succeeded(); // A late answer was a failure already.
                }
                answer.complete(result.result());
            } else {
                breaker.failed(String.valueOf(result.cause().getMessage()), this::answers);
                answer.completeExceptionally(result.cause());
            }
        });
        return true;
    }

    /// Whether Redis takes a value and answers in time.
    private boolean answers() {
        var answer = new CompletableFuture<Boolean>();
        redis.send(Request.cmd(Command.SET).arg(PROBE).arg("1").arg("PX").arg(1000))
                .onComplete(result -> answer.complete(result.succeeded()));
        try {
            return answer.get(config.redisTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
