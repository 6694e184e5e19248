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

    /// A lease that is not renewed ends after this: whoever had it is gone, or cannot reach Redis any more.
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration RENEWAL = LEASE.dividedBy(6);

    /// A question that the client has not ended by then is not counted as open any more.
    private static final Duration LOST = Duration.ofSeconds(10);

    private static final CompletableFuture<@Nullable Response> NOT_ASKED =
            CompletableFuture.failedFuture(new RejectedExecutionException("Redis is not asked"));

    /// What stands at a place.
    sealed interface Found {}

    /// An entry.
    record Kept(CacheEntry entry) implements Found {}

    /// Nothing that can be used: whoever asked is to make the entry.
    record Free() implements Found {}

    /// Somebody else is making the entry.
    record Leased() implements Found {}

    /// Redis cannot be asked.
    record Away() implements Found {}

    private final Redis redis;
    private final Breaker breaker;
    private final EntryFormat format;
    private final EventLoops loops;
    private final CacheConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final long holder = UUID.randomUUID().getLeastSignificantBits();
    private final Semaphore open = new Semaphore(MOST_OPEN);

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
        meters.gauge("quire.redis.open", open, left -> MOST_OPEN - left.availablePermits());
    }

    /// Whether Redis is not asked at all for now.
    boolean isAway() {
        return breaker.isOpen();
    }

    /// What is at the place; if nothing is, it is leased to the caller, in the same step, for three seconds.
    ///
    /// A lease that this process has already is the caller's again: the answer that told of it was lost.
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

    /// Renews a lease until this is interrupted. It makes nothing of what has ended, and shortens no entry's time.
    void renewLease(PageKey key, String generation) {
        var place = place(key, generation);
        try {
            while (true) {
                Thread.sleep(RENEWAL);
                tell(Request.cmd(Command.PEXPIRE)
                        .arg(place)
                        .arg(LEASE.toMillis())
                        .arg("GT"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is at the place now.
    Found look(PageKey key, String generation) {
        var place = place(key, generation);
        return found(place, Request.cmd(Command.GET).arg(place));
    }

    /// Keeps the entry, in its own time: nobody waits for it.
    void keep(PageKey key, CacheEntry entry) {
        var place = place(key, entry.generation);
        var left = Duration.between(clock.instant(), entry.end).toMillis();
        if (left > 0 && entry.answer.body().length <= MOST_BYTES) {
            tell(Request.cmd(Command.SET)
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
        tell(Request.cmd(Command.DEL).arg(place(key, generation)));
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
            breaker.failed(sent, "no answer in " + config.redisTimeout().toMillis() + " ms", this::answers);
        } catch (ExecutionException e) {
            return isWrongType(e.getCause()) ? rejected() : new Away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Away();
    }

    /// The answer, also if it came in time and this process was too busy to read it.
    private @Nullable Response inTime(CompletableFuture<@Nullable Response> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(config.redisTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            loops.comeRound();
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

    /// For what stands there but is not ours: the next entry takes its place.
    private Found rejected() {
        meters.counter("quire.cache.rejected").increment();
        return new Free();
    }

    /// Whether Redis is well, and just holds at this place what is no text.
    private static boolean isWrongType(@Nullable Throwable failure) {
        return failure != null && String.valueOf(failure.getMessage()).startsWith("WRONGTYPE");
    }

    /// Nobody waits for the answer.
    private void tell(Request request) {
        var _ = send(request);
    }

    /// Asks Redis, unless that failed lately or too many questions are open, and tells the breaker how it went.
    private CompletableFuture<@Nullable Response> send(Request request) {
        if (breaker.isOpen() || !open.tryAcquire()) {
            return NOT_ASKED;
        }
        var sent = System.nanoTime();
        var answer = new CompletableFuture<@Nullable Response>().orTimeout(LOST.toMillis(), TimeUnit.MILLISECONDS);
        var _ = answer.whenComplete((_, failure) -> {
            open.release();
            if (failure != null && !isWrongType(failure)) {
                breaker.failed(sent, String.valueOf(failure.getMessage()), this::answers);
            } else if (System.nanoTime() - sent <= config.redisTimeout().toNanos()) {
                breaker.succeeded(); // A late answer was a failure already.
            }
        });
        ask(() -> redis.send(request), answer);
        return answer;
    }

    private static void quit(RedisConnection connection) {
        connection.send(Request.cmd(Command.QUIT)).onComplete(_ -> connection.close());
    }

    private static void ask(Supplier<Future<Response>> question, CompletableFuture<@Nullable Response> answer) {
        try {
            question.get().onSuccess(answer::complete).onFailure(answer::completeExceptionally);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e); // The client is closed, or is in no state to tell otherwise.
        }
    }

    /// Whether Redis takes a value and answers in time.
    ///
    /// One that refuses may have a successor at the same address, which only a new connection finds.
    private boolean answers() {
        var probe = Request.cmd(Command.SET).arg(PROBE).arg("1").arg("PX").arg(1000);
        var answer = new CompletableFuture<@Nullable Response>();
        ask(
                () -> redis.connect()
                        .compose(connection -> connection
                                .send(probe)
                                .onSuccess(_ -> connection.close())
                                .onFailure(_ -> quit(connection))),
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
