package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.FaultProxy;
import dev.quire.Thorough;
import dev.quire.bulkhead.Workload;
import dev.quire.contract.Database;
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

/// During every fault of Redis clients get the right answers in time, and the log tells of it in a few lines.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
@Timeout(300)
class RedisFaultsTest {

    /// How long a fault lasts. `-Dquire.test.fault=60s -Dquire.test.faults=frozen` makes one fault last longer.
    private static final Duration FAULT =
            Duration.parse("PT" + System.getProperty("quire.test.fault", Thorough.RUN ? "2s" : "1s"));

    /// After this time the breaker takes the next outage for a new one, and would tell of one that goes on.
    private static final Duration STEADY = Duration.ofMillis(2500);

    /// Generous, as the machine may be busy. A client that waited for a frozen Redis would wait until the fault ends.
    private static final Duration BOUND = Duration.ofSeconds(20);

    /// Generous: how long a test waits for a state.
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
                        proxied("frozen", FaultProxy::freeze, FaultProxy::pass),
                        proxied("frozen and forgotten", FaultProxy::freeze, FaultProxy::forget),
                        proxied("slow", proxy -> proxy.delay(Duration.ofMillis(400)), FaultProxy::pass),
                        proxied("refusing", FaultProxy::refuse, FaultProxy::pass),
                        proxied("cut", FaultProxy::cut, FaultProxy::pass),
                        asked("flushed", redis -> redis.ask(Command.FLUSHALL), _ -> {}),
                        asked(
                                "evicting",
                                redis -> memory(redis, "allkeys-random", used(redis) + 100_000),
                                RedisFaultsTest::free),
                        asked("full", redis -> memory(redis, "noeviction", 1000), RedisFaultsTest::free),
                        asked(
                                "read-only",
                                redis -> redis.ask(Command.REPLICAOF, "127.0.0.1", 1),
                                redis -> redis.ask(Command.REPLICAOF, "NO", "ONE")),
                        asked(
                                "without replicas",
                                redis -> configure(redis, "min-replicas-to-write", 1),
                                redis -> configure(redis, "min-replicas-to-write", 0)),
                        asked("crowded", RedisFaultsTest::crowd, redis -> configure(redis, "maxclients", 1000)),
                        proxied("flapping", proxy -> proxy.flap(Duration.ofMillis(200)), FaultProxy::pass))
                .filter(fault -> fault.name().matches(System.getProperty("quire.test.faults", ".*")))
                .toList();
    }

    private static Fault proxied(String name, Consumer<FaultProxy> begin, Consumer<FaultProxy> end) {
        return new Fault(name, redis -> begin.accept(redis.proxy()), redis -> end.accept(redis.proxy()));
    }

    private static Fault asked(String name, Consumer<FaultyRedis> begin, Consumer<FaultyRedis> end) {
        return new Fault(name, begin::accept, end::accept);
    }

    private static void crowd(FaultyRedis redis) {
        configure(redis, "maxclients", 1);
        redis.proxy().cut();
    }

    private static void free(FaultyRedis redis) {
        memory(redis, "noeviction", 0);
    }

    private static void configure(FaultyRedis redis, String name, Object value) {
        redis.ask(Command.CONFIG, "SET", name, value);
    }

    private static long used(FaultyRedis redis) {
        return redis.ask(Command.INFO, "memory")
                .toString()
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /// @param size in bytes
    private static void memory(FaultyRedis redis, String policy, long size) {
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
    void noFaultIsNoticedByClients(Fault fault) throws Exception {
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
            Thread.sleep(lines.count("Redis is left out") > 0 ? STEADY : STEADY.dividedBy(5));
            awaitAnswers(readers, 100);
            readers.stop();
            awaitShared();
            assertTrue(readers.slowest().compareTo(BOUND) < 0, () -> "took " + readers.slowest());
            assertTrue(lines.warnings().size() <= 6, () -> String.join("\n", lines.warnings()));
            assertTrue(
                    lines.count("Redis answers again") >= lines.count("Redis failed and is bypassed"),
                    "no end was told");
        }
        awaitNothingOpen();
    }

    @Test
    void aSuccessorAtTheSameAddressIsFoundThoughTheOldOneKeepsItsConnections(@TempDir Path folder) throws Exception {
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
            assertTrue(System.nanoTime() < end, "hardly anything was read");
            Thread.sleep(10);
        }
    }

    /// Waits until one process finds what another keeps.
    private void awaitShared() throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isShared()) {
            assertTrue(System.nanoTime() < end, "nothing is shared any more");
            Thread.sleep(100);
        }
    }

    private boolean isShared() {
        var other = FaultyRedis.another(new SimpleMeterRegistry(), Clock.systemUTC());
        var key = PageKey.of(
                Set.of("toys"), true, Workload.LISTS, UUID.randomUUID().toString());
        cache.answer(key, () -> new Answer(new byte[] {1}, "", null));
        return other.answer(key, () -> new Answer(new byte[] {2}, "", null)).source() == Served.Source.SHARED;
    }

    /// Requests that were lost with a connection end some time: otherwise they would use up the limit of open requests.
    private void awaitNothingOpen() throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (meters.get("quire.redis.open").gauge().value() > 0) {
            assertTrue(System.nanoTime() < end, "questions stay open");
            Thread.sleep(100);
        }
    }

    @Test
    void aRedisThatForgetsAllTheTimeIsNoticedByNobody() throws Exception {
        Database.touch();
        try (var readers = new Readers()) {
            readers.start();
            for (int i = 1; i <= 20; i++) {
                server.ask(Command.FLUSHALL);
                awaitAnswers(readers, 10 * i);
            }
            readers.stop();
            assertTrue(readers.slowest().compareTo(BOUND) < 0, () -> "took " + readers.slowest());
        }
    }
}
