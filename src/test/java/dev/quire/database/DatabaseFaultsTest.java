package dev.quire.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Checks the behaviour of the service when PostgreSQL fails. Every request is answered within its budget, from the
/// cache or with a problem that states the cause, never with status 500. The service recovers when PostgreSQL does.
@QuarkusTest
@TestProfile(FaultyPostgres.Profile.class)
@Timeout(240)
class DatabaseFaultsTest {

    /// The time to wait for a permit, a connection and a statement without response, plus a reserve for a busy machine.
    private static final Duration BUDGET = Duration.ofSeconds(1 + 3 + 4 + 22);

    /// Also with a reserve for a busy machine.
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

    private static final String CACHED = "/api/products?sort=name&count=none";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static FaultyPostgres server;

    @Inject
    AgroalDataSource pool;

    private String product = "";

    @BeforeEach
    void prepare() throws Exception {
        awaitRecovery();
        var made = send("POST", "/api/products", "{\"sku\": \"s%d\", \"price\": 1}".formatted(System.nanoTime()));
        assertEquals(201, made.statusCode(), made.body());
        product =
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        assertEquals(200, get(product).statusCode());
        assertEquals(200, get(CACHED).statusCode());
    }

    @AfterEach
    void awaitRecovery() throws Exception {
        var asked = System.nanoTime();
        while (get("/api/users?count=none").statusCode() != 200
                || get("/api/products/1000000").statusCode() != 404
                || send("DELETE", "/api/products/1000000", "").statusCode() != 404) {
            assertTrue(System.nanoTime() - asked < RECOVERY_LIMIT.toNanos(), "the service does not recover");
            Thread.sleep(50);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new FaultyPostgres();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void aKilledServerIsReportedInTimeAndCachedPagesAreServed() throws Exception {
        FaultyPostgres.kill();
        try {
            // Requests in excess of the permits of their class may time out while they wait for a permit.
            assertProblems("unavailable|overloaded", 503, sendConcurrently(product, 20));
            assertProblems("unavailable", 503, sendConcurrently("/api/orders", 5));
            assertProblems("unavailable", 503, List.of(send("PATCH", product, "{\"price\": 2}")));
            assertCached();
        } finally {
            FaultyPostgres.start();
        }
        awaitRecovery();
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void noRequestToAFrozenServerExceedsTheBudget() throws Exception {
        sendConcurrently(product, 12); // Opens several connections, of which none responds afterwards.
        FaultyPostgres.signal("STOP");
        try {
            assertProblems("unavailable|overloaded", 503, sendConcurrently(product, 20));
            assertCached();
        } finally {
            FaultyPostgres.signal("CONT");
        }
        awaitRecovery();
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void readsAndWritesSucceedAfterTheirSessionsAreTerminated() throws Exception {
        sendConcurrently(product, 12);
        terminateAll();
        sendConcurrently(product, 20).forEach(answer -> assertEquals(200, answer.statusCode(), answer.body()));
        terminateAll();
        sendConcurrently("/api/products?count=none&price=7", 20)
                .forEach(answer -> assertEquals(200, answer.statusCode(), answer.body()));
        sendConcurrently(product, 12);
        terminateAll();
        assertEquals(200, send("PATCH", product, "{\"price\": 2}").statusCode());
    }

    /// Here the network resets the connections, so that the service receives no error message from the server.
    @Test
    void connectionsThatAreResetAreReplaced() throws Exception {
        sendConcurrently(product, 12);
        server.proxy().cut();
        sendConcurrently(product, 20).forEach(answer -> assertEquals(200, answer.statusCode(), answer.body()));
    }

    @Test
    void oneCancelledStatementDoesNotReplaceThePool() throws Exception {
        sendConcurrently(product, 8);
        var before = sessions();
        try (var holder = lock("products")) {
            var waiting = CompletableFuture.supplyAsync(() -> get(product));
            while (number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
                Thread.sleep(5);
            }
            FaultyPostgres.execute(
                    "select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
            assertProblems("timeout", 504, List.of(waiting.join()));
            holder.rollback();
        }
        assertEquals(200, get(product).statusCode());
        assertTrue(sessions().containsAll(before), "the pool has closed sessions");
    }

    @Test
    void aSlowStatementTimesOutAndTheProblemSuggestsACheaperRequest() throws Exception {
        FaultyPostgres.execute("alter table users rename to users_kept;"
                + " create view users as select * from users_kept where (select count(*) from pg_sleep(20)) = 1");
        try {
            var answer = get("/api/users?count=exact&per_page=3");
            assertProblems("timeout", 504, List.of(answer));
            assertTrue(answer.body().contains("count=auto"), answer.body());
        } finally {
            FaultyPostgres.execute("drop view users; alter table users_kept rename to users");
        }
        assertEquals(200, get("/api/users?count=exact&per_page=3").statusCode());
    }

    @Test
    void aRequestForALockedTableFailsAfterTheLockTimeout() throws Exception {
        try (var holder = lock("products")) {
            assertProblems("unavailable", 503, List.of(get(product)));
            assertProblems("conflict", 409, List.of(send("PATCH", product, "{\"price\": 2}")));
            assertEquals(200, get("/api/users?count=none&per_page=4").statusCode());
            holder.rollback();
        }
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void aLockedRowIsReadableAndWritesToItFailWithAConflict() throws Exception {
        var before = get(product);
        try (var holder = FaultyPostgres.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement()
                    .execute("select from products where id = " + product.replaceAll("\\D", "") + " for update");
            var answers = List.of(send("PATCH", product, "{\"price\": 2}"), send("DELETE", product, ""));
            assertProblems("conflict", 409, answers);
            assertTrue(
                    answers.stream().allMatch(answer -> answer.body().contains("retry the request")),
                    answers.toString());
            assertEquals(before.body(), get(product).body());
            holder.rollback();
        }
        assertEquals(200, send("PATCH", product, "{\"price\": 2}").statusCode());
    }

    @Test
    void anExhaustedPoolIsReportedInTime() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < FaultyPostgres.CONNECTIONS) {
                taken.add(pool.getConnection());
            }
            assertProblems("unavailable", 503, sendConcurrently(product, 8));
            assertProblems("unavailable", 503, List.of(send("PATCH", product, "{\"price\": 2}")));
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void afterAFailoverConnectionsUseTheNewServer() throws Exception {
        FaultyPostgres.execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
        try (var another = FaultyPostgres.another()) {
            server.proxy().lead(another.getPort());
            var refused = System.nanoTime();
            var moved = send("PATCH", product, "{\"price\": 2}");
            assertProblems("unavailable", 503, List.of(moved));
            while (get("/api/products/100").statusCode() != 200) { // Only the other server has 100 products.
                assertTrue(
                        System.nanoTime() - refused < RECOVERY_LIMIT.toNanos(),
                        () -> "the service still uses the old server: "
                                + get("/api/products/100").body());
                Thread.sleep(50);
            }
            assertEquals(404, send("DELETE", "/api/products/1000000", "").statusCode());
        } finally {
            server.proxy().lead(FaultyPostgres.port());
            server.proxy().cut();
            FaultyPostgres.execute("alter system reset default_transaction_read_only", "select pg_reload_conf()");
        }
    }

    private void assertCached() {
        var kept = get(CACHED);
        assertEquals(200, kept.statusCode(), kept.body());
        assertTrue(
                kept.headers().firstValue("Cache-Status").orElse("").startsWith("quire; hit"),
                kept.headers().toString());
    }

    private static void assertProblems(String code, int status, List<HttpResponse<String>> answers) {
        for (var answer : answers) {
            assertEquals(status, answer.statusCode(), answer.body());
            assertTrue(answer.body().matches(".*\"code\":\"(" + code + ")\".*"), answer.body());
            assertEquals(
                    status == 503, answer.headers().firstValue("Retry-After").isPresent());
        }
    }

    private static Connection lock(String table) throws SQLException {
        var connection = FaultyPostgres.connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table " + table + " in access exclusive mode");
        return connection;
    }

    private static void terminateAll() throws SQLException {
        FaultyPostgres.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
    }

    private static Set<Long> sessions() throws SQLException {
        try (var connection = FaultyPostgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select pid from pg_stat_activity where backend_type ="
                        + " 'client backend' and pid <> pg_backend_pid() and application_name not like 'quire%'")) {
            var pids = new HashSet<Long>();
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
            return pids;
        }
    }

    private static long number(String sql) throws SQLException {
        try (var connection = FaultyPostgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Sends this number of concurrent requests.
    private static List<HttpResponse<String>> sendConcurrently(String target, int size) {
        return IntStream.range(0, size)
                .mapToObj(_ -> CLIENT.sendAsync(request("GET", target, ""), BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static HttpResponse<String> get(String target) {
        return send("GET", target, "");
    }

    private static HttpResponse<String> send(String method, String target, String body) {
        try {
            return CLIENT.send(request(method, target, body), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + target, e);
        }
    }

    /// The request fails if it takes longer than the budget.
    private static HttpRequest request(String method, String target, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .timeout(BUDGET)
                .build();
    }
}
