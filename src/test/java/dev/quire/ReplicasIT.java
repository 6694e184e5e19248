package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quire.contract.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/// Runs two processes on one database and one Redis, as behind a load balancer. Each serves pages that the other has
/// cached, and shows the writes of the other process and of any database client.
@Timeout(300)
class ReplicasIT {

    private static final int WRITES = Thorough.or(300, 600);

    /// The maximum staleness of a response when its request is sent, in nanoseconds.
    private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

    private static final String INSERT_WATCHED =
            "insert into products (sku, price, created_at, updated_at)" + " values ('watched', 0, now(), now())";

    /// Long timeouts: many concurrent clients slow down the machine, which must not count as a failure of Redis or of
    /// the listening session.
    private static final Map<String, String> LONG_TIMEOUTS =
            Map.of("QUIRE_CACHE_REDIS_TIMEOUT", "2s", "QUIRE_GENERATION_BOUND", "10s");

    private static final Map<String, String> WITHOUT_REDIS = Map.of("QUARKUS_REDIS_HOSTS", "redis://localhost:1");

    private static final List<PackagedQuire> STARTED = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static PGSimpleDataSource database;
    private static int one;
    private static int other;
    private static int withoutRedis;
    private static long watched;

    @BeforeAll
    static void start() throws Exception {
        database = TestServers.newEmptyDatabase();
        one = start("one", Map.of()).port(); // It creates the tables.
        other = start("other", Map.of()).port();
        withoutRedis = start("without-redis", WITHOUT_REDIS).port();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(INSERT_WATCHED);
            statement.execute("insert into products (sku, price, created_at, updated_at)"
                    + " select n, n, now(), now() from generate_series(1, 5000) n");
            var id = statement.executeQuery("select id from products where sku = 'watched'");
            id.next();
            watched = id.getLong(1);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (PackagedQuire process : STARTED) {
            process.process().destroyForcibly().waitFor();
        }
    }

    private static PackagedQuire start(String name, Map<String, String> more) throws IOException {
        var settings = PackagedQuire.settings(database);
        settings.putAll(more);
        var process = PackagedQuire.start(Files.createDirectory(folder.resolve(name)), settings, List.of("-Xmx256m"));
        STARTED.add(process);
        return process;
    }

    /// Sends a request with the host name of the load balancer.
    private static RawHttp.Answer get(int port, String target) {
        return RawHttp.send(
                port, "GET %s HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n".formatted(target));
    }

    private static RawHttp.Answer patch(int port, String target, String body) {
        return RawHttp.send(
                port,
                "PATCH %s HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(target, body.length(), body));
    }

    @Test
    void aPageCachedByOneReplicaIsServedByTheOther() {
        var target = "/api/products?sort=-price&per_page=11";
        var loaded = get(one, target);
        assertTrue(loaded.head().contains("Cache-Status: quire; fwd=miss; stored"), loaded.head());
        var shared = get(other, target);
        assertTrue(shared.head().contains("Cache-Status: quire; hit; detail=shared"), shared.head());
        assertEquals(loaded.body(), shared.body());
        assertTrue(get(other, target).head().contains("Cache-Status: quire; hit\r\n"));
        var tag = loaded.head().replaceFirst("(?s).*ETag: ([^\r]+).*", "$1");
        var unchanged = RawHttp.send(
                other,
                "GET %s HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nIf-None-Match: %s\r\n\r\n"
                        .formatted(target, tag));
        assertEquals(304, unchanged.status(), "a replica does not recognize the ETag of the other");
    }

    @Test
    void aThousandConcurrentClientsOfAnUncachedPageCauseOneStatement() throws Exception {
        var replicas = List.of(start("crowd", LONG_TIMEOUTS), start("other-crowd", LONG_TIMEOUTS));
        var loads = loadsByConcurrentClients("/api/products?per_page=13&page=100", replicas);
        assertEquals(1, loads.size(), loads.toString());
    }

    @Test
    void withoutRedisConcurrentClientsCauseOneStatementPerProcess() throws Exception {
        var settings = new HashMap<>(LONG_TIMEOUTS);
        settings.putAll(WITHOUT_REDIS);
        var loads = loadsByConcurrentClients(
                "/api/products?per_page=13&page=101", List.of(start("lonely-crowd", settings)));
        assertEquals(1, loads.size(), loads.toString());
    }

    /// Locks the table, so that the statements that load the page wait for the lock and can be counted.
    private static List<String> loadsByConcurrentClients(String target, List<PackagedQuire> replicas) throws Exception {
        var ports = new ArrayList<Integer>();
        for (var replica : replicas) {
            ports.add(replica.port());
            get(replica.port(), "/api/products?per_page=1"); // Warms up everything except the page.
        }
        try (var holder = database.getConnection();
                var statement = holder.createStatement();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            statement.execute("lock table products in access exclusive mode");
            var answers = IntStream.range(0, 1000)
                    .mapToObj(i -> clients.submit(() -> get(ports.get(i % ports.size()), target)))
                    .toList();
            var largest = List.<String>of();
            // Two seconds for a second statement to appear, and up to 30 for the first one on a busy machine.
            for (int i = 0; i < 40 || (largest.isEmpty() && i < 600); i++) {
                TimeUnit.MILLISECONDS.sleep(50);
                var now = waitingStatements(statement);
                largest = now.size() > largest.size() ? now : largest;
            }
            holder.commit();
            for (Future<RawHttp.Answer> answer : answers) {
                assertEquals(200, answer.get().status());
                assertEquals(answers.getFirst().get().body(), answer.get().body());
            }
            return largest;
        }
    }

    private static List<String> waitingStatements(Statement statement) throws SQLException {
        // Otherwise all queries of the transaction see its first snapshot.
        statement.execute("select pg_stat_clear_snapshot()");
        try (var sessions = statement.executeQuery("select a.application_name || ': ' || a.query from pg_locks l"
                + " join pg_stat_activity a using (pid) where not l.granted"
                + " and l.relation = 'products'::regclass")) {
            var queries = new ArrayList<String>();
            while (sessions.next()) {
                queries.add(sessions.getString(1));
            }
            return queries;
        }
    }

    /// A write or a read of a value, with its start and end in nanoseconds.
    private record Event(long begun, long ended, int value) {}

    @Test
    void noReadIsOlderThanOneSecondWhicheverClientWrote() throws Exception {
        var stop = new AtomicBoolean();
        try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<List<Event>>>();
            for (int port : List.of(one, other, withoutRedis)) {
                for (var target : List.of(
                        "/api/products?sku=watched&fields=price",
                        "/api/products?sku=watched&fields=price&count=none",
                        "/api/products?sku=watched")) {
                    readers.add(sessions.submit(reader(stop, port, target)));
                }
            }
            var terminator = sessions.submit(() -> endListeningSessions(stop));
            List<Event> writes;
            try {
                writes = write();
            } finally {
                stop.set(true);
            }
            terminator.get();
            var reads = 0;
            for (var reader : readers) {
                for (var read : reader.get()) {
                    reads++;
                    assertFresh(read, writes);
                }
            }
            System.out.printf("%d reads during %d writes, none stale%n", reads, writes.size());
            assertTrue(reads > WRITES, reads + " reads");
        }
    }

    private static void assertFresh(Event read, List<Event> writes) {
        var least = writes.stream()
                .filter(write -> write.ended() + MAX_AGE < read.begun())
                .mapToInt(Event::value)
                .max()
                .orElse(0);
        assertTrue(read.value() >= least, () -> "%d was read after %d had been written".formatted(read.value(), least));
        var most = writes.stream()
                .filter(write -> write.begun() < read.ended())
                .mapToInt(Event::value)
                .max()
                .orElse(0);
        assertTrue(read.value() <= most, () -> "%d was read before it was written".formatted(read.value()));
    }

    private static Callable<List<Event>> reader(AtomicBoolean stop, int port, String target) {
        return () -> {
            var reads = new ArrayList<Event>();
            while (!stop.get()) {
                var begun = System.nanoTime();
                var value = price(get(port, target));
                reads.add(new Event(begun, System.nanoTime(), value));
                TimeUnit.MILLISECONDS.sleep(2);
            }
            return reads;
        };
    }

    private static int price(RawHttp.Answer answer) throws IOException {
        assertEquals(200, answer.status(), answer.body());
        return new JsonMapper().readTree(answer.body()).at("/data/0/price").asInt();
    }

    /// Writes by plain SQL and through each replica in turn. A replica must show its own write immediately.
    private static List<Event> write() throws Exception {
        var writes = new ArrayList<Event>();
        try (var connection = database.getConnection()) {
            for (int value = 1; value <= WRITES; value++) {
                var begun = System.nanoTime();
                switch (value % 4) {
                    case 0 -> writeAndRead(one, value);
                    case 2 -> writeAndRead(other, value);
                    default ->
                        execute(connection, "update products set price = %d where sku = 'watched'".formatted(value));
                }
                writes.add(new Event(begun, System.nanoTime(), value));
                // From time to time a pause that is long enough for a stale page to be detected.
                TimeUnit.MILLISECONDS.sleep(value % 100 == 0 ? 1500 : 5);
            }
        }
        return writes;
    }

    private static void writeAndRead(int port, int value) throws IOException {
        var answer = patch(port, "/api/products/" + watched, "{\"price\": %d}".formatted(value));
        assertEquals(200, answer.status(), answer.body());
        assertEquals(value, price(get(port, "/api/products?sku=watched&fields=price")));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Terminates the listening sessions repeatedly, so that notifications are lost.
    private static Void endListeningSessions(AtomicBoolean stop) throws Exception {
        try (var connection = database.getConnection()) {
            while (!stop.get()) {
                execute(
                        connection,
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                                + " and application_name = 'quire generations'");
                TimeUnit.MILLISECONDS.sleep(700);
            }
            return null;
        }
    }
}
