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

/// Whatever happens to PostgreSQL, every request is answered within its budget, with what is kept or with a problem
/// that says what is wrong, never with a 500; and as soon as it is back, all is well.
@QuarkusTest
@TestProfile(FaultyPostgres.Profile.class)
@Timeout(240)
class DatabaseFaultsTest {

    /// A permit, a connection, a statement that is not answered; and a generous limit for what a busy machine adds.
    private static final Duration BUDGET = Duration.ofSeconds(1 + 3 + 4 + 22);

    /// Generous, too.
    private static final Duration HEALING = Duration.ofSeconds(60);

    private static final String KEPT = "/api/products?sort=name&count=none";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static FaultyPostgres server;

    @Inject
    AgroalDataSource pool;

    private String product = "";

    @BeforeEach
    void begin() throws Exception {
        heal();
        var made = send("POST", "/api/products", "{\"sku\": \"s%d\", \"price\": 1}".formatted(System.nanoTime()));
        assertEquals(201, made.statusCode(), made.body());
        product =
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
        assertEquals(200, get(product).statusCode());
        assertEquals(200, get(KEPT).statusCode());
    }

    @AfterEach
    void heal() throws Exception {
        var asked = System.nanoTime();
        while (get("/api/users?count=none").statusCode() != 200
                || get("/api/products/1000000").statusCode() != 404
                || send("DELETE", "/api/products/1000000", "").statusCode() != 404) {
            assertTrue(System.nanoTime() - asked < HEALING.toNanos(), "it does not heal");
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
    void aServerThatIsKilledIsToldInTimeAndWhatIsKeptIsServed() throws Exception {
        FaultyPostgres.kill();
        try {
            // Those beyond the permits of their class may wait for too long for one.
            assertProblems("unavailable|overloaded", 503, crowd(product, 20));
            assertProblems("unavailable", 503, crowd("/api/orders", 5));
            assertProblems("unavailable", 503, List.of(send("PATCH", product, "{\"price\": 2}")));
            assertKept();
        } finally {
            FaultyPostgres.start();
        }
        heal();
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void aServerThatIsFrozenHoldsNobodyForLongerThanTheBudget() throws Exception {
        crowd(product, 12); // Of several connections, none is alive.
        FaultyPostgres.signal("STOP");
        try {
            assertProblems("unavailable|overloaded", 503, crowd(product, 20));
            assertKept();
        } finally {
            FaultyPostgres.signal("CONT");
        }
        heal();
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void readsAndWritesWhoseConnectionsAreEndedDoNotNotice() throws Exception {
        crowd(product, 12);
        endAll();
        crowd(product, 20).forEach(answer -> assertEquals(200, answer.statusCode(), answer.body()));
        endAll();
        crowd("/api/products?count=none&price=7", 20)
                .forEach(answer -> assertEquals(200, answer.statusCode(), answer.body()));
        crowd(product, 12);
        endAll();
        assertEquals(200, send("PATCH", product, "{\"price\": 2}").statusCode());
    }

    /// By the network: without a word.
    @Test
    void connectionsThatAreResetAreReplaced() throws Exception {
        crowd(product, 12);
        server.proxy().cut();
        crowd(product, 20).forEach(answer -> assertEquals(200, answer.statusCode(), answer.body()));
    }

    @Test
    void oneStatementThatIsInterruptedIsNoReasonToRenewThePool() throws Exception {
        crowd(product, 8);
        var before = sessions();
        try (var holder = hold("products")) {
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
        assertTrue(sessions().containsAll(before), "sessions were ended");
    }

    @Test
    void aStatementThatTakesTooLongIsEndedAndSaysWhatToAskInstead() throws Exception {
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
    void aTableThatIsLockedIsWaitedForNoLongerThanForALock() throws Exception {
        try (var holder = hold("products")) {
            assertProblems("unavailable", 503, List.of(get(product)));
            assertProblems("conflict", 409, List.of(send("PATCH", product, "{\"price\": 2}")));
            assertEquals(200, get("/api/users?count=none&per_page=4").statusCode());
            holder.rollback();
        }
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void anItemThatAnotherSessionHoldsIsReadAndNotWaitedForToBeWritten() throws Exception {
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
    void aPoolWithoutAFreeConnectionIsToldInTime() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < FaultyPostgres.CONNECTIONS) {
                taken.add(pool.getConnection());
            }
            assertProblems("unavailable", 503, crowd(product, 8));
            assertProblems("unavailable", 503, List.of(send("PATCH", product, "{\"price\": 2}")));
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertEquals(200, get(product).statusCode());
    }

    @Test
    void whenAnotherServerTakesOverTheConnectionsGoThere() throws Exception {
        FaultyPostgres.execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
        try (var another = FaultyPostgres.another()) {
            server.proxy().lead(another.getPort());
            var refused = System.nanoTime();
            var moved = send("PATCH", product, "{\"price\": 2}");
            assertProblems("unavailable", 503, List.of(moved));
            while (get("/api/products/100").statusCode() != 200) { // Only the other server has 100 products.
                assertTrue(
                        System.nanoTime() - refused < HEALING.toNanos(),
                        () -> "it stays with the old server: "
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

    private void assertKept() {
        var kept = get(KEPT);
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

    private static Connection hold(String table) throws SQLException {
        var connection = FaultyPostgres.connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table " + table + " in access exclusive mode");
        return connection;
    }

    private static void endAll() throws SQLException {
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

    /// Sends this number of requests at once.
    private static List<HttpResponse<String>> crowd(String target, int size) {
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

    /// Fails if it takes longer than the budget.
    private static HttpRequest request(String method, String target, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .timeout(BUDGET)
                .build();
    }
}
