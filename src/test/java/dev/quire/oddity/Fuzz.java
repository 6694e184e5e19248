package dev.quire.oddity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.TestServers;
import dev.quire.contract.Description;
import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/// Sends what the served description allows, what it nearly allows, and what it does not, and holds every answer
/// against
/// it: no answer is undescribed, and none is a 5xx. What is found is printed as a command that repeats it. Run it by
/// name, `-Dtest=Fuzz`.
@QuarkusTest
@TestProfile(Fuzz.OwnDatabase.class)
class Fuzz {

    /// With some thousand rows, so that requests are cheap, and of its own, as they write.
    public static final class OwnDatabase implements QuarkusTestProfile {

        private static final String URL = OwnDatabase.class.getName();

        @Override
        public Map<String, String> getConfigOverrides() {
            if (System.getProperty(URL) == null) {
                System.setProperty(URL, filledDatabase());
            }
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    System.getProperty(URL),
                    // What is kept of this database must not be taken for what others keep.
                    "quarkus.redis.hosts",
                    TestServers.settings().get("quarkus.redis.hosts") + "/9",
                    "quire.files.folder",
                    filledFolder());
        }

        private static String filledFolder() {
            try {
                var folder = Files.createDirectories(Path.of("target/fuzzed-files"));
                for (int i = 0; i < 30; i++) {
                    Files.writeString(folder.resolve("file-%d.txt".formatted(i)), "x".repeat(i));
                }
                return folder.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String filledDatabase() {
            try {
                var database = (PGSimpleDataSource) TestServers.newDatabase();
                try (var connection = database.getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute(ROWS);
                }
                return database.getURL().replaceFirst("\\?.*", "");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final String ROWS = """
            insert into users (username, email, country, created_at)
                select 'u' || n, 'u' || n || '@example.com', (array['Iceland', 'Spain', 'Malta'])[1 + n % 3],
                    timestamptz '2010-12-01 08:26:00Z' + n * interval '1 hour' from generate_series(1, 500) n;
            insert into products (sku, name, price, created_at, updated_at)
                select 'p' || n, case when n % 10 > 0 then 'thing ' || n % 97 end, n % 500 / 100.0,
                    timestamptz '2010-12-01 08:26:00Z' + n * interval '1 hour', now() from generate_series(1, 2000) n;
            insert into orders (number, user_id, status, country, total, created_at, updated_at)
                select 'o' || n, case when n % 5 > 0 then 1 + n % 500 end, (array['placed', 'cancelled'])[1 + n % 2],
                    (array['Iceland', 'Spain', 'Malta'])[1 + n % 3], n % 700 / 10.0,
                    timestamptz '2010-12-01 08:26:00Z' + n * interval '1 hour', now() from generate_series(1, 2000) n;
            insert into items (order_id, line, product_id, quantity, unit_price, description)
                select 1 + n / 3, 1 + n % 3, 1 + n % 2000, n % 40 - 5, n % 500 / 100.0, 'thing ' || n % 97
                from generate_series(0, 5999) n;
            insert into messages (order_id, author_id, body, created_at)
                select n, 1 + n % 500, 'message ' || n, timestamptz '2010-12-01 08:26:00Z' + n * interval '1 hour'
                from generate_series(1, 2000) n;
            analyze;
            """;

    private static final int REQUESTS = Integer.getInteger("quire.fuzz.requests", 200_000);

    /// A machine that has other things to do sends fewer, rather than to keep everybody waiting.
    private static final long SECONDS = Long.getLong("quire.fuzz.seconds", 130);

    private static final int CLIENTS = 4;
    private static final int LEAST = 100;
    private static final int MOST_FINDINGS = 10;

    /// Another one finds other things: `-Dquire.fuzz.seed=`.
    private static final long SEED = Long.getLong("quire.fuzz.seed", 20_261_128);

    private final AtomicInteger sent = new AtomicInteger();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(900)
    void noAnswerIsUndescribedAndNoneIsAFailure() throws Exception {
        var description = Description.served();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                var random = new Random(SEED + i);
                var _ = clients.submit(() -> JqwikSession.run(() -> client(description, random, end)));
            }
            clients.shutdown();
            assertEquals(true, clients.awaitTermination(15, TimeUnit.MINUTES));
        }
        System.out.printf("seed %d, %d requests, answers by status: %s%n", SEED, sent.get(), new TreeMap<>(statuses));
        assertEquals("", findings.stream().limit(MOST_FINDINGS).collect(Collectors.joining("\n")), "seed " + SEED);
        assertEquals(true, sent.get() >= LEAST, sent + " requests are too few");
    }

    private void client(Description description, Random random, long end) {
        try (var wire = new Wire(RestAssured.port)) {
            var requests = new Requests(description.document(), random);
            while (sent.get() < REQUESTS && System.nanoTime() < end && findings.size() < MOST_FINDINGS) {
                var ask = requests.next();
                try {
                    var reply = wire.send(ask);
                    sent.incrementAndGet();
                    statuses.computeIfAbsent(reply.status(), _ -> new AtomicInteger())
                            .incrementAndGet();
                    objection(description, ask, reply, random.nextInt(16) == 0);
                    requests.learn(ask, reply);
                } catch (AssertionError e) {
                    findings.add(curl(ask) + "\n  → " + e + " " + e.getCause());
                }
            }
        } catch (RuntimeException e) {
            findings.add("the client itself failed: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    private void objection(Description description, Wire.Ask ask, Wire.Reply reply, boolean shaped) {
        var seen = new Description.Seen(ask.method(), ask.path(), reply.status(), reply::header, reply.body());
        var objection = reply.status() >= 500
                ? "a failure"
                : ask.method().equals("OPTIONS")
                        ? ""
                        : description
                                .objection(seen, shaped || reply.status() >= 400)
                                .orElse("");
        if (!objection.isEmpty()) {
            findings.add("%s%n  → %s: %d %s".formatted(curl(ask), objection, reply.status(), reply.body()));
        }
    }

    /// The request as a command of bash.
    private static String curl(Wire.Ask ask) {
        var command = new StringBuilder("curl -gi --path-as-is -X " + ask.method());
        ask.headers().forEach((name, value) -> command.append(" -H ").append(quoted(name + ": " + value)));
        if (ask.body() != null) {
            command.append(" --data-binary ").append(quoted(ask.body()));
        }
        return command.append(' ')
                .append(quoted("http://localhost:8080" + ask.target()))
                .toString();
    }

    private static String quoted(String bytes) {
        return bytes.chars()
                .mapToObj(octet -> octet < 0x20 || octet > 0x7E || octet == '\'' || octet == '\\'
                        ? "\\x%02x".formatted(octet)
                        : Character.toString(octet))
                .collect(Collectors.joining("", "$'", "'"));
    }
}
