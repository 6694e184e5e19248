package dev.quire.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import dev.quire.contract.AnswerStream;
import dev.quire.contract.Database;
import dev.quire.contract.Exported;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(60)
class SlowAndGoneClientsTest {

    private static final String WAITING =
            "select count(*) from pg_locks where not granted and relation = '%s'::regclass";

    @Inject
    MeterRegistry meters;

    private static AnswerStream export(String target) throws IOException {
        return new AnswerStream(RestAssured.port, target, "");
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// Waits until all resources of the exports are released. The clients send nothing more.
    @AfterEach
    @Timeout(60)
    void awaitRelease() throws InterruptedException {
        await(() -> gauge("quire.exports.active") == 0);
        await(() -> gauge("agroal.active.count") == 0);
        await(() -> Database.number("select count(*) from pg_stat_activity where state = 'active'") == 1);
    }

    @Test
    void aSlowReaderHoldsNoConnection() throws Exception {
        try (var slow = export("/api/items/export")) {
            assertEquals(200, slow.status());
            slow.read(1_000);
            // Other users of connections finish soon. Then none is in use, although the export is still active.
            await(() -> gauge("agroal.active.count") == 0);
            for (int i = 0; i < 20; i++) {
                slow.read(100);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            await(() -> gauge("agroal.active.count") == 0);
            assertEquals(1, gauge("quire.exports.active"));
            assertFalse(slow.isWhole());
        }
    }

    @Test
    void aClientThatDisconnectsWithoutReadingReleasesItsResources() throws Exception {
        try (var gone = export("/api/items/export")) {
            gone.read(1_000);
            assertEquals(1, gauge("quire.exports.active"));
        }
    }

    @Test
    void aClientThatDisconnectsDuringAQueryReleasesItsResources() throws Exception {
        try (var connection = locked("items")) {
            try (var socket = new Socket("localhost", RestAssured.port)) {
                socket.getOutputStream()
                        .write("GET /api/items/export HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                await(() -> Database.number(WAITING.formatted("items")) == 1);
            }
            await(() -> Database.number(WAITING.formatted("items")) == 0);
            await(() -> gauge("quire.exports.active") == 0);
            connection.rollback();
        }
    }

    @Test
    void clientsThatDisconnectAtAnyMomentReleaseTheirResources() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (var socket = new Socket("localhost", RestAssured.port)) {
                socket.getOutputStream()
                        .write("GET /api/items/export HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                LockSupport.parkNanos(i * 20_000L);
            }
        }
    }

    private static Connection locked(String table) throws SQLException {
        var connection = TestServers.sharedDatabase().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table %s in access exclusive mode".formatted(table));
        return connection;
    }

    @Test
    void aFailureMidwayTruncatesTheResponseAfterItsCheckpoints() throws Exception {
        String text;
        try (var cut = export("/api/items/export?fields=id")) {
            var head = cut.read(1_000);
            try (var connection = locked("items")) {
                var rest = new ArrayList<byte[]>();
                var reader = Thread.ofVirtual().start(() -> rest.add(cut.readAll()));
                await(() -> Database.number(WAITING.formatted("items")) == 1);
                Database.values("select pg_cancel_backend(pid) from pg_locks where not granted"
                        + " and relation = 'items'::regclass");
                reader.join();
                connection.rollback();
                text = new String(head, StandardCharsets.UTF_8) + new String(rest.getFirst(), StandardCharsets.UTF_8);
            }
            assertFalse(cut.isWhole());
        }
        var begun = Exported.of(text);
        assertFalse(begun.isWhole());
        assertTrue(begun.checkpoints().size() > 0);
    }

    @Test
    void concurrentExportsAreLimitedAndFurtherOnesGet503WithRetryAfter() throws Exception {
        var open = new ArrayList<AnswerStream>();
        try {
            for (int i = 0; i < 8; i++) {
                open.add(export("/api/items/export"));
                assertEquals(200, open.getLast().status());
            }
            var refused = RestAssured.get("/api/items/export");
            assertEquals(503, refused.statusCode());
            assertEquals("overloaded", refused.jsonPath().getString("code"));
            assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
        } finally {
            for (var stream : open) {
                stream.close();
            }
        }
        await(() -> gauge("quire.exports.active") == 0);
        assertEquals(200, RestAssured.get("/api/users/export").statusCode());
    }

    @Test
    void trailersContainTheValuesOfTheEndRecord() throws Exception {
        for (var query : new String[] {"", "?marks=none", "?format=csv", "?format=json"}) {
            try (var stream = new AnswerStream(RestAssured.port, "/api/users/export" + query, "TE: trailers\r\n")) {
                var body = new String(stream.readAll(), StandardCharsets.UTF_8);
                assertTrue(stream.isWhole());
                assertTrue(stream.head().contains("Trailer: Export-Count, Export-SHA256, Export-Cursor"));
                assertTrue(stream.trailers()
                        .contains("Export-Count: " + Database.number("select count(*) from users") + "\r\n"));
                if (query.isEmpty()) {
                    var end = Exported.of(body).end();
                    assertTrue(stream.trailers().contains(end.get("sha256").asText()));
                    assertTrue(stream.trailers().contains(end.get("cursor").asText()));
                } else {
                    assertTrue(stream.trailers().contains(Exported.sha256(body)), query + stream.trailers());
                }
            }
        }
    }
}
