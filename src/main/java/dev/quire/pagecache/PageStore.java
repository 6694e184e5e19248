package dev.quire.pagecache;

import dev.quire.cursor.Secrets;
import dev.quire.digest.Sha256;
import dev.quire.redis.Breaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The cache entries that all replicas share, in Redis 7 or later.
///
/// Methods do not throw if Redis is unavailable, slow or full, and wait for it at most about
/// `quire.cache.redis-timeout`. Thread-safe.
@Singleton
final class PageStore {

    private static final String PREFIX = "quire:page:";
    private static final String PROBE = "quire:probe";

    /// The maximum number of unanswered requests. Further ones are not sent, so that a slow Redis is not overloaded.
    private static final int MAX_OPEN = 64;

    /// Larger bodies are not stored in Redis.
    private static final int MAX_BYTES = 1 << 20;

    /// A lease that is not renewed expires after this time: its holder has crashed, or cannot reach Redis any more.
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration RENEWAL = LEASE.dividedBy(6);

    /// A request that the Redis client has not completed by then is counted as failed and no longer as open.
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(10);

    private static final CompletableFuture<@Nullable Response> BYPASSED =
            CompletableFuture.failedFuture(new RejectedExecutionException("Redis is bypassed"));

    /// The result of a look-up.
    sealed interface Found {}

    /// A usable entry.
    record Kept(CacheEntry entry) implements Found {}

    /// No usable entry. After [#claim], the caller is the one to load the entry.
    record Free() implements Found {}

    /// Another process holds the lease and is loading the entry.
    record Leased() implements Found {}

    /// Redis is unavailable, or did not answer in time.
    record Away() implements Found {}

    private final Redis redis;
    private final Breaker breaker;
    private final EntryFormat format;
    private final EventLoops loops;
    private final CacheConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final long holder = UUID.randomUUID().getLeastSignificantBits();
    private final Semaphore open = new Semaphore(MAX_OPEN);

    PageStore(
            Redis redis,
            Breaker breaker,
            Secrets secrets,
            EventLoops loops,
            CacheConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.redis = redis;
        this.breaker = breaker;
        this.format = new EntryFormat(secrets);
        this.loops = loops;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        meters.gauge("quire.redis.open", open, left -> MAX_OPEN - left.availablePermits());
    }

    /// Whether Redis is bypassed because it failed.
    boolean isAway() {
        return breaker.isOpen();
    }

    /// Looks an entry up and, if there is none, takes the lease to load it. Both happen in one atomic command. The
    /// lease lasts for three seconds.
    ///
    /// A lease that this process already holds counts as free: the response that granted it was probably lost.
    Found claim(PageKey key, String generation) {
        var place = place(key, generation);
        return found(
                place,
                Request.cmd(Command.SET)
                        .arg(place)
                        .arg(format.lease(place, holder))
                        .arg("NX")
                        .arg("GET")
                        .arg("PX")
                        .arg(LEASE.toMillis()));
    }

    /// Renews a lease until the thread is interrupted. It does not recreate a lease that has expired, and does not
    /// shorten the time to live of an entry that has replaced it.
    void renewLease(PageKey key, String generation) {
        var place = place(key, generation);
        try {
            while (true) {
                Thread.sleep(RENEWAL);
                sendAndForget(Request.cmd(Command.PEXPIRE)
                        .arg(place)
                        .arg(LEASE.toMillis())
                        .arg("GT"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks an entry up, without taking a lease.
    Found look(PageKey key, String generation) {
        var place = place(key, generation);
        return found(place, Request.cmd(Command.GET).arg(place));
    }

    /// Stores the entry in the background, in place of the lease. If it has expired or is too large, only releases
    /// the lease.
    void keep(PageKey key, CacheEntry entry) {
        var place = place(key, entry.generation);
        var left = Duration.between(clock.instant(), entry.end).toMillis();
        if (left > 0 && entry.answer.body().length <= MAX_BYTES) {
            sendAndForget(Request.cmd(Command.SET)
                    .arg(place)
                    .arg(format.write(place, entry))
                    .arg("PX")
                    .arg(left));
        } else {
            free(key, entry.generation);
        }
    }

    /// Releases a lease, so that another process may load the entry.
    void free(PageKey key, String generation) {
        sendAndForget(Request.cmd(Command.DEL).arg(place(key, generation)));
    }

    private static String place(PageKey key, String generation) {
        return PREFIX + Sha256.name(key.digest() + " " + generation);
    }

    private Found found(String place, Request request) {
        var sent = System.nanoTime();
        try {
            var response = inTime(send(request));
            return response == null ? new Free() : found(place, response);
        } catch (TimeoutException e) {
            breaker.failed(sent, "no answer within " + config.redisTimeout().toMillis() + " ms", this::probe);
        } catch (ExecutionException e) {
            return isWrongType(e.getCause()) ? rejected() : new Away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Away();
    }

    /// Waits for the response. A response that arrived in time also counts if this process was too busy to read it in
    /// time.
    private @Nullable Response inTime(CompletableFuture<@Nullable Response> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(config.redisTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            loops.awaitRounds();
            return answer.get(0, TimeUnit.MILLISECONDS);
        }
    }

    private Found found(String place, Response response) {
        var bytes = response.type() == ResponseType.BULK ? response.toBytes() : new byte[0];
        var lessee = format.holder(place, bytes);
        if (lessee.isPresent()) {
            return lessee.get() == holder ? new Free() : new Leased();
        }
        var entry = format.read(place, bytes);
        if (entry.isEmpty()) {
            return rejected();
        }
        return entry.get().end.isAfter(clock.instant()) ? new Kept(entry.get()) : new Free();
    }

    /// Counts a value that is not a valid entry. It is treated as absent, and the next entry overwrites it.
    private Found rejected() {
        meters.counter("quire.cache.rejected").increment();
        return new Free();
    }

    /// Whether Redis works, but the key holds a value of another type.
    private static boolean isWrongType(@Nullable Throwable failure) {
        return failure != null && String.valueOf(failure.getMessage()).startsWith("WRONGTYPE");
    }

    /// Sends a request without waiting for the response.
    private void sendAndForget(Request request) {
        var _ = send(request);
    }

    /// Sends a request, unless the breaker is open or too many requests are open. Reports the outcome to the breaker.
    private CompletableFuture<@Nullable Response> send(Request request) {
        if (breaker.isOpen() || !open.tryAcquire()) {
            return BYPASSED;
        }
        var sent = System.nanoTime();
        var answer =
                new CompletableFuture<@Nullable Response>().orTimeout(CLIENT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        var _ = answer.whenComplete((_, failure) -> {
            open.release();
            if (failure != null && !isWrongType(failure)) {
                breaker.failed(sent, String.valueOf(failure.getMessage()), this::probe);
            } else if (System.nanoTime() - sent <= config.redisTimeout().toNanos()) {
                breaker.succeeded(); // A late response was already counted as a failure.
            }
        });
        execute(() -> redis.send(request), answer);
        return answer;
    }

    private static void quitAndClose(RedisConnection connection) {
        connection.send(Request.cmd(Command.QUIT)).onComplete(_ -> connection.close());
    }

    private static void execute(Supplier<Future<Response>> request, CompletableFuture<@Nullable Response> answer) {
        try {
            request.get().onSuccess(answer::complete).onFailure(answer::completeExceptionally);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e); // For example, the client is closed.
        }
    }

    /// The probe of the breaker: whether Redis accepts a write and answers in time.
    ///
    /// A connection on which the probe fails is closed, because another server may have taken over at the same
    /// address, which only a new connection reaches.
    private boolean probe() {
        var probe = Request.cmd(Command.SET).arg(PROBE).arg("1").arg("PX").arg(1000);
        var answer = new CompletableFuture<@Nullable Response>();
        execute(
                () -> redis.connect()
                        .compose(connection -> connection
                                .send(probe)
                                .onSuccess(_ -> connection.close())
                                .onFailure(_ -> quitAndClose(connection))),
                answer);
        try {
            answer.get(config.redisTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
