package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.FaultProxy;
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

/// Whatever happens to Redis, clients get the right answers in time, and the log says it in a few lines.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
@Timeout(300)
class RedisFaultsTest {

    /// How long a fault lasts. By hand, `-Dquire.test.fault=60s -Dquire.test.faults=frozen` has one take its time.
    private static final Duration FAULT = Duration.parse("PT" + System.getProperty("quire.test.fault", "2s"));

    /// Generous: the machine that tests may be busy. Whoever waited for Redis would take longer.
    private static final Duration BOUND = Duration.ofSeconds(5);

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
                Thread.sleep(500);
                fault.begin().on(server);
                Thread.sleep(FAULT);
            } finally {
                fault.end().on(server);
            }
            awaitShared();
            Thread.sleep(2500); // Long enough for the breaker, too, to call it another outage if there is one.
            readers.stop();
            awaitShared();
            assertTrue(readers.answers() > 100, "hardly anything was read");
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

    /// Waits until what one process keeps is found by another.
    private void awaitShared() throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
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

    /// Questions that were lost with a connection are not waited for for ever: they would use up those there may be.
    private void awaitNothingOpen() throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
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
            for (int i = 0; i < 40; i++) {
                server.ask(Command.FLUSHALL);
                Thread.sleep(50);
            }
            readers.stop();
            assertTrue(readers.slowest().compareTo(BOUND) < 0, () -> "took " + readers.slowest());
        }
    }
}
