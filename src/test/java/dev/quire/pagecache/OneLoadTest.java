package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestClock;
import dev.quire.TestServers;
import dev.quire.availability.UnavailableException;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.BulkheadConfig;
import dev.quire.bulkhead.Workload;
import dev.quire.contract.Database;
import dev.quire.contract.Statements;
import dev.quire.database.Requester;
import dev.quire.generation.Generations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Concurrent requests for the same page cause a single query (single flight), and concurrent requests for different
/// pages cause at most as many concurrent queries as the bulkhead allows.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
@Timeout(60)
class OneLoadTest {

    private static FaultyRedis server;

    @Inject
    CacheConfig config;

    @Inject
    BulkheadConfig bulkhead;

    @Inject
    Generations generations;

    private final PageKey key =
            PageKey.of(Set.of("toys"), true, Workload.LISTS, UUID.randomUUID().toString());

    @BeforeAll
    static void start() {
        server = new FaultyRedis();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void begin() throws InterruptedException {
        server.proxy().pass();
        server.awaitConnections();
        Database.touch();
    }

    private static PageCache newCache() {
        return FaultyRedis.newCache(new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static Answer answer() {
        return new Answer(new byte[] {'1'}, "");
    }

    /// Runs the action while the table `toys` is locked, so that queries of it wait until the action has ended.
    private static void whileLocked(Callable<Void> action) throws Exception {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table toys in access exclusive mode");
            action.call();
            connection.rollback();
        }
    }

    private static List<HttpResponse<String>> join(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThousandClientsOfOneUncachedPageCauseOneStatement(boolean redisIsReachable) throws Exception {
        if (!redisIsReachable) {
            server.proxy().refuse();
        }
        var requests = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        var sent = Statements.during(() -> {
            try {
                whileLocked(() -> {
                    requests.addAll(Readers.send(Collections.nCopies(1000, "/api/toys?count=none&per_page=7&page=2")));
                    while (waitingQueries() == 0) {
                        sleep(Duration.ofMillis(10));
                    }
                    sleep(Duration.ofMillis(500)); // Further queries would have arrived by now.
                    return null;
                });
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            join(requests);
        });
        assertEquals(1, sent.size(), sent::toString);
        join(requests).forEach(answer -> assertEquals(200, answer.statusCode()));
        assertEquals(
                1, join(requests).stream().map(HttpResponse::body).distinct().count());
    }

    @Test
    void twoProcessesLoadASlowPageOnce() throws Exception {
        var loads = new AtomicInteger();
        Supplier<Answer> slow = () -> {
            loads.incrementAndGet();
            sleep(Duration.ofSeconds(3)); // Longer than a lease that is not renewed.
            return answer();
        };
        var one = newCache();
        var other = newCache();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = List.of(
                    threads.submit(() -> one.answer(key, Requester.BACKGROUND, slow)),
                    threads.submit(() -> other.answer(key, Requester.BACKGROUND, slow)));
            var sources =
                    Set.of(answers.get(0).get().source(), answers.get(1).get().source());
            assertEquals(Set.of(Served.Source.LOADED, Served.Source.SHARED), sources);
        }
        assertEquals(1, loads.get());
    }

    @Test
    void aPageWhoseLoaderDiedIsLoadedByAnotherProcessBeforeItStopsWaiting() {
        var dead = FaultyRedis.newStore(new SimpleMeterRegistry(), Clock.systemUTC());
        var generation = generations.of(key.collections()).orElseThrow();
        assertInstanceOf(PageStore.Free.class, dead.claim(key, generation));
        var alive = FaultyRedis.newStore(new SimpleMeterRegistry(), Clock.systemUTC());
        assertInstanceOf(PageStore.Leased.class, alive.claim(key, generation));
        var start = System.nanoTime();
        assertEquals(
                Served.Source.LOADED,
                newCache()
                        .answer(key, Requester.BACKGROUND, OneLoadTest::answer)
                        .source());
        assertTrue(System.nanoTime() - start < config.lease().toNanos());
    }

    @Test
    void aLeaseWhoseResponseWasLostIsStillHeldByTheCaller() {
        var store = FaultyRedis.newStore(new SimpleMeterRegistry(), Clock.systemUTC());
        var generation = generations.of(key.collections()).orElseThrow();
        assertInstanceOf(PageStore.Free.class, store.claim(key, generation));
        assertInstanceOf(PageStore.Free.class, store.claim(key, generation));
    }

    @Test
    void aFailedLoadFailsAllWaitingCallersAndTheNextRequestLoadsAgain() throws Exception {
        var cache = newCache();
        var loads = new AtomicInteger();
        var failure = UnavailableException.away(new IOException("away"));
        var allWait = new CountDownLatch(1);
        Supplier<Answer> load = () -> {
            loads.incrementAndGet();
            await(allWait);
            throw failure;
        };
        var tasks = IntStream.range(0, 50)
                .mapToObj(_ -> new FutureTask<>(() -> cache.answer(key, Requester.BACKGROUND, load)))
                .toList();
        var threads = tasks.stream().map(Thread.ofVirtual()::start).toList();
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            sleep(Duration.ofMillis(5));
        }
        allWait.countDown();
        for (var task : tasks) {
            var thrown = assertThrows(ExecutionException.class, task::get);
            assertSame(failure, thrown.getCause());
        }
        assertEquals(1, loads.get());
        assertEquals(
                Served.Source.LOADED,
                cache.answer(key, Requester.BACKGROUND, OneLoadTest::answer).source());
    }

    @Test
    void aFailedRefreshKeepsTheCachedPage() {
        var clock = new TestClock(Instant.now());
        var one = FaultyRedis.newCache(new SimpleMeterRegistry(), clock);
        one.answer(key, Requester.BACKGROUND, OneLoadTest::answer);
        assertEquals(Served.Source.SHARED, answerOfNewCache(clock).source());
        clock.pass(config.softTimeToLive().multipliedBy(2));
        var tried = new CountDownLatch(1);
        var served = one.answer(key, Requester.BACKGROUND, () -> {
            tried.countDown();
            throw UnavailableException.away(new IOException("away"));
        });
        assertEquals(Served.Source.NEAR, served.source());
        await(tried);
        sleep(Duration.ofMillis(200));
        assertEquals(Served.Source.SHARED, answerOfNewCache(clock).source());
    }

    private Served answerOfNewCache(Clock clock) {
        return FaultyRedis.newCache(new SimpleMeterRegistry(), clock)
                .answer(key, Requester.BACKGROUND, OneLoadTest::answer);
    }

    @Test
    void concurrentLoadsAreLimitedAndExcessRequestsGet503() throws Exception {
        server.proxy().refuse();
        var requests = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        whileLocked(() -> {
            requests.addAll(Readers.send(IntStream.rangeClosed(1, 200)
                    .mapToObj(page -> "/api/toys?count=none&per_page=1&page=" + page)
                    .toList()));
            var most = 0L;
            while (requests.stream().filter(CompletableFuture::isDone).count() < requests.size() - bulkhead.lists()) {
                most = Math.max(most, waitingQueries());
                sleep(Duration.ofMillis(10));
            }
            assertEquals(bulkhead.lists(), most);
            return null;
        });
        var answers = join(requests);
        assertEquals(
                bulkhead.lists(),
                answers.stream().filter(answer -> answer.statusCode() == 200).count());
        answers.stream().filter(answer -> answer.statusCode() != 200).forEach(answer -> {
            assertEquals(503, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("\"overloaded\""), answer.body());
            assertTrue(answer.headers().firstValue("Retry-After").isPresent());
        });
    }

    /// One permit for each class of work, and no queue.
    private record Narrow(
            int pointReads,
            int lists,
            int counts,
            int exports,
            int writes,
            int connections,
            int queue,
            Duration patience)
            implements BulkheadConfig {
        Narrow() {
            this(1, 1, 1, 1, 1, 6, 0, Duration.ofSeconds(1));
        }
    }

    @Test
    void aFullBulkheadStillServesSharedEntriesAndTakesNoLease() {
        var meters = new SimpleMeterRegistry();
        var narrow = new Bulkhead(new Narrow(), meters);
        var full = FaultyRedis.newCache(meters, Clock.systemUTC(), narrow);
        var kept = PageKey.of(
                Set.of("toys"), true, Workload.LISTS, UUID.randomUUID().toString());
        newCache().answer(kept, Requester.BACKGROUND, OneLoadTest::answer);
        try (var _ = narrow.enter(Workload.LISTS)) {
            assertEquals(
                    Served.Source.SHARED,
                    full.answer(kept, Requester.BACKGROUND, OneLoadTest::answer).source());
            assertThrows(UnavailableException.class, () -> full.answer(key, Requester.BACKGROUND, OneLoadTest::answer));
        }
        assertEquals(
                1, meters.counter("quire.bulkhead.refused", "class", "lists").count());
        var store = FaultyRedis.newStore(meters, Clock.systemUTC());
        var generation = generations.of(key.collections()).orElseThrow();
        assertInstanceOf(PageStore.Free.class, store.look(key, generation));
        assertEquals(
                Served.Source.LOADED,
                full.answer(key, Requester.BACKGROUND, OneLoadTest::answer).source());
    }

    /// The number of queries that wait for the lock.
    private static long waitingQueries() throws SQLException {
        return Database.number(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%toys%'");
    }

    @Test
    void manyConcurrentRequestsDoNotCountAsAFailureOfRedis() throws Exception {
        var store = FaultyRedis.newStore(new SimpleMeterRegistry(), Clock.systemUTC());
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var found = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit(() -> {
                        await(begin);
                        return store.claim(key, "generation " + i);
                    }))
                    .toList();
            begin.countDown();
            for (var place : found) {
                assertInstanceOf(PageStore.Free.class, place.get());
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
