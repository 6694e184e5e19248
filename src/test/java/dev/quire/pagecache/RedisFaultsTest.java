package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.FaultProxy;
import dev.quire.Thorough;
import dev.quire.bulkhead.Workload;
import dev.quire.contract.Database;
import dev.quire.database.Requester;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.redis.client.Command;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// During every fault of Redis, clients get correct responses in time, and the service logs only a few lines.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
@Timeout(300)
class RedisFaultsTest {

    /// The duration of a fault. `-Dquire.test.fault=60s -Dquire.test.faults=frozen` runs a single fault for longer.
    private static final Duration FAULT =
            Duration.parse("PT" + System.getProperty("quire.test.fault", Thorough.RUN ? "2s" : "1s"));

    /// The time without failures after which the breaker forgets an outage. If the outage were not over, the breaker
    /// would log it again within this time.
    private static final Duration STEADY = Duration.ofMillis(2500);

    /// The longest response time. Generous, because the machine may be busy. With a longer fault, a client that waited
    /// for a frozen Redis would exceed it.
    private static final Duration BOUND = Duration.ofSeconds(20);

    /// How long a test waits for a state. Generous, because the machine may be busy.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static FaultyRedis server;

    @Inject
    PageCache cache;

    @Inject
    MeterRegistry meters;

    interface Action {
        void on(FaultyRedis redis) throws IOException, InterruptedException;
    }

    record Fault(String name, Action begin, Action end) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Fault> faults() {
        return Stream.of(
                        new Fault("killed", redis -> redis.signal("KILL"), FaultyRedis::start),
                        new Fault("stopped", redis -> redis.signal("STOP"), redis -> redis.signal("CONT")),
                        byProxy("frozen", FaultProxy::freeze, FaultProxy::pass),
                        byProxy("frozen and forgotten", FaultProxy::freeze, FaultProxy::forget),
                        byProxy("slow", proxy -> proxy.delay(Duration.ofMillis(400)), FaultProxy::pass),
                        byProxy("refusing", FaultProxy::refuse, FaultProxy::pass),
                        byProxy("cut", FaultProxy::cut, FaultProxy::pass),
                        byCommand("flushed", redis -> redis.ask(Command.FLUSHALL), _ -> {}),
                        byCommand(
                                "evicting",
                                redis -> limitMemory(redis, "allkeys-random", usedMemory(redis) + 100_000),
                                RedisFaultsTest::unlimitMemory),
                        byCommand(
                                "full",
                                redis -> limitMemory(redis, "noeviction", 1000),
                                RedisFaultsTest::unlimitMemory),
                        byCommand(
                                "read-only",
                                redis -> redis.ask(Command.REPLICAOF, "127.0.0.1", 1),
                                redis -> redis.ask(Command.REPLICAOF, "NO", "ONE")),
                        byCommand(
                                "without replicas",
                                redis -> configure(redis, "min-replicas-to-write", 1),
                                redis -> configure(redis, "min-replicas-to-write", 0)),
                        byCommand(
                                "crowded",
                                RedisFaultsTest::exhaustConnections,
                                redis -> configure(redis, "maxclients", 1000)),
                        byProxy("flapping", proxy -> proxy.flap(Duration.ofMillis(200)), FaultProxy::pass))
                .filter(fault -> fault.name().matches(System.getProperty("quire.test.faults", ".*")))
                .toList();
    }

    private static Fault byProxy(String name, Consumer<FaultProxy> begin, Consumer<FaultProxy> end) {
        return new Fault(name, redis -> begin.accept(redis.proxy()), redis -> end.accept(redis.proxy()));
    }

    private static Fault byCommand(String name, Consumer<FaultyRedis> begin, Consumer<FaultyRedis> end) {
        return new Fault(name, begin::accept, end::accept);
    }

    private static void exhaustConnections(FaultyRedis redis) {
        configure(redis, "maxclients", 1);
        redis.proxy().cut();
    }

    private static void unlimitMemory(FaultyRedis redis) {
        limitMemory(redis, "noeviction", 0);
    }

    private static void configure(FaultyRedis redis, String name, Object value) {
        redis.ask(Command.CONFIG, "SET", name, value);
    }

    private static long usedMemory(FaultyRedis redis) {
        return redis.ask(Command.INFO, "memory")
                .toString()
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /// @param size in bytes
    private static void limitMemory(FaultyRedis redis, String policy, long size) {
        redis.ask(Command.CONFIG, "SET", "maxmemory-policy", policy, "maxmemory", size);
    }

    @BeforeAll
    static void start() {
        server = new FaultyRedis();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void clientsDoNotNoticeAFault(Fault fault) throws Exception {
        awaitShared();
        Database.touch();
        try (var lines = new LoggedLines();
                var readers = new Readers()) {
            readers.start();
            try {
                awaitAnswers(readers, 50);
                fault.begin().on(server);
                Thread.sleep(FAULT);
            } finally {
                fault.end().on(server);
            }
            awaitShared();
            Thread.sleep(lines.count("Redis failed and is bypassed") > 0 ? STEADY : STEADY.dividedBy(5));
            awaitAnswers(readers, 100);
            readers.stop();
            awaitShared();
            assertTrue(readers.slowest().compareTo(BOUND) < 0, () -> "the slowest response took " + readers.slowest());
            assertTrue(lines.warnings().size() <= 6, () -> String.join("\n", lines.warnings()));
            assertTrue(
                    lines.count("Redis answers again") >= lines.count("Redis failed and is bypassed"),
                    "the end of an outage was not logged");
        }
        awaitNoOpenRequests();
    }

    @Test
    void aNewServerAtTheSameAddressIsUsedEvenIfConnectionsToTheOldOneStayOpen(@TempDir Path folder) throws Exception {
        awaitShared();
        var port = FaultyRedis.freePort();
        var successor = FaultyRedis.start(port, folder);
        try (var readers = new Readers()) {
            Database.touch();
            readers.start();
            server.ask(Command.REPLICAOF, "127.0.0.1", port);
            server.proxy().lead(port);
            awaitShared();
            readers.stop();
        } finally {
            server.proxy().lead(server.port());
            successor.stop();
            server.ask(Command.REPLICAOF, "NO", "ONE");
        }
        awaitShared();
    }

    private static void awaitAnswers(Readers readers, int answers) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (readers.answers() < answers) {
            assertTrue(System.nanoTime() < end, "too few responses");
            Thread.sleep(10);
        }
    }

    /// Waits until a process finds an entry that another process has stored.
    private void awaitShared() throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isShared()) {
            assertTrue(System.nanoTime() < end, "entries are not shared");
            Thread.sleep(100);
        }
    }

    private boolean isShared() {
        var other = FaultyRedis.newCache(new SimpleMeterRegistry(), Clock.systemUTC());
        var key = PageKey.of(
                Set.of("toys"), true, Workload.LISTS, UUID.randomUUID().toString());
        cache.answer(key, Requester.BACKGROUND, () -> new Answer(new byte[] {1}, ""));
        return other.answer(key, Requester.BACKGROUND, () -> new Answer(new byte[] {2}, ""))
                        .source()
                == Served.Source.SHARED;
    }

    /// Waits until no request to Redis is open. Requests lost with their connection must end at some time, otherwise
    /// they would use up the limit of open requests.
    private void awaitNoOpenRequests() throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (meters.get("quire.redis.open").gauge().value() > 0) {
            assertTrue(System.nanoTime() < end, "requests to Redis stay open");
            Thread.sleep(100);
        }
    }

    @Test
    void clientsDoNotNoticeThatRedisIsFlushedRepeatedly() throws Exception {
        Database.touch();
        try (var readers = new Readers()) {
            readers.start();
            for (int i = 1; i <= 20; i++) {
                server.ask(Command.FLUSHALL);
                awaitAnswers(readers, 10 * i);
            }
            readers.stop();
            assertTrue(readers.slowest().compareTo(BOUND) < 0, () -> "the slowest response took " + readers.slowest());
        }
    }
}
