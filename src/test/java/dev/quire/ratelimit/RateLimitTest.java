package dev.quire.ratelimit;

import static dev.quire.ratelimit.Quota.client;
import static dev.quire.ratelimit.Quota.get;
import static dev.quire.ratelimit.Quota.left;
import static dev.quire.ratelimit.Quota.newAddress;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import dev.quire.contract.Database;
import dev.quire.pagecache.LoggedLines;
import dev.quire.principal.Principal;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(RateLimitTest.Limited.class)
@Timeout(60)
class RateLimitTest {

    private static final String POLICY = "anonymous.burst = 20000/1h\nanonymous.sustained = 50000/1d\n";
    private static final String ITEM = "/api/products/1";

    public static final class Limited implements QuarkusTestProfile {

        static final Path FILE = file();

        private static Path file() {
            try {
                return Files.writeString(Files.createTempFile("quire-policy", ".properties"), POLICY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            System.setProperty(Limited.class.getName(), FILE.toString());
            return Map.of(
                    "quire.rate-limit.enabled", "true",
                    "quire.rate-limit.file", FILE.toString(),
                    "quire.rate-limit.redis-timeout", "5s",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1,::1");
        }
    }

    @Inject
    Quotas quotas;

    @Inject
    Policies policies;

    @Inject
    Redis redis;

    /// If the hour ended during a test, all quotas would be reset.
    @BeforeEach
    void awaitTheNextHourIfItIsNear() throws InterruptedException {
        var left = 3600 - LocalTime.now(ZoneOffset.UTC).toSecondOfDay() % 3600;
        if (left < 15) {
            Thread.sleep(Duration.ofSeconds(left + 1));
        }
    }

    private static void say(String policy) throws IOException {
        Files.writeString(Path.of(System.getProperty(Limited.class.getName())), policy);
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        while (!state.getAsBoolean()) {
            Thread.sleep(50);
        }
    }

    private static String policyNow() {
        return String.valueOf(get(newAddress(), ITEM).header("RateLimit-Policy"));
    }

    private Verdict charge(String address, long cost) {
        var principal = new Principal(Principal.Kind.ANONYMOUS, address);
        return quotas.charge(principal, policies.current().windows(principal), cost)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private long used(String address) {
        return charge(address, 0).used().getFirst();
    }

    @Test
    void everyAnswerTellsTheQuotasAndWhatIsLeft() {
        var address = newAddress();
        var tag = get(address, ITEM).header("ETag");
        var answers = List.of(
                get(address, ITEM),
                get(address, "/api/products?per_page=x"),
                get(address, "/api/nothing"),
                client(address).post("/api/items"),
                client(address).header("If-None-Match", tag).get(ITEM));
        assertEquals(
                List.of(200, 400, 404, 405, 304),
                answers.stream().map(Response::statusCode).toList());
        for (var answer : answers) {
            assertEquals("\"burst\";q=20000;w=3600, \"sustained\";q=50000;w=86400", answer.header("RateLimit-Policy"));
            assertTrue(
                    answer.header("RateLimit").matches("\"burst\";r=\\d+;t=\\d+, \"sustained\";r=\\d+;t=\\d+"),
                    answer.header("RateLimit"));
        }
    }

    @Test
    void aRequestTakesItsEstimatedCostFromEveryWindowFirst() {
        Map.of(ITEM, 1, "/api/items?count=none&per_page=100", 5, "/api/orders?count=none&status=paid", 501)
                .forEach((target, cost) -> {
                    var answer = get(newAddress(), target);
                    assertEquals(20_000 - cost, left(answer, "burst"));
                    assertEquals(50_000 - cost, left(answer, "sustained"));
                });
    }

    @Test
    void ofManyChargesAtOnceExactlyTheQuotaIsAdmitted() throws Exception {
        var address = newAddress();
        Callable<Verdict> request = () -> charge(address, 1_000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var verdicts =
                    threads.invokeAll(Stream.generate(() -> request).limit(60).toList());
            assertEquals(
                    20,
                    verdicts.stream()
                            .filter(verdict -> verdict.resultNow().admitted())
                            .count());
        }
    }

    @Test
    void theTimeOfAResponseReplacesTheEstimate() throws Exception {
        var address = newAddress();
        assertEquals(404, get(address, "/api/nothing/export").statusCode()); // estimated at 5,000
        await(() -> used(address) < 5_000);
    }

    @Test
    void aRequestThatTakesLongerThanEstimatedIsChargedItsTime() throws Exception {
        var address = newAddress();
        whileLocked("products", () -> {
            var answer = in(() -> get(address, ITEM));
            await(() -> Database.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like '%products%' and clock_timestamp() - query_start > interval '300 ms'")
                    == 1);
            assertEquals(1, used(address));
            return answer;
        });
        await(() -> used(address) >= 300);
    }

    @Test
    void costlyRequestsThatRunAtOnceAreLimited() throws Exception {
        var address = newAddress();
        var target = "/api/orders?count=none&status=cancelled&number[prefix]=" + address.replaceAll("\\D", "");
        whileLocked("orders", () -> {
            var answers = in(() -> get(address, target), 7);
            await(() -> used(address) == 7 * 2_501);
            assertEquals(429, get(address, target).statusCode());
            assertEquals(200, get(newAddress(), ITEM).statusCode());
            return answers;
        });
        await(() -> used(address) < 20_000 - 2_501);
        assertEquals(200, get(address, target).statusCode());
    }

    private static List<FutureTask<Response>> in(Callable<Response> request) {
        return in(request, 1);
    }

    /// Sends the same request several times at once, in the background.
    private static List<FutureTask<Response>> in(Callable<Response> request, int times) {
        var answers =
                Stream.generate(() -> new FutureTask<>(request)).limit(times).toList();
        answers.forEach(Thread.ofVirtual()::start);
        return answers;
    }

    /// Runs an action while no query of the table can proceed; then all responses that it returns must be successful.
    private static void whileLocked(String table, Callable<List<FutureTask<Response>>> action) throws Exception {
        List<FutureTask<Response>> answers;
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table %s in access exclusive mode".formatted(table));
            answers = action.call();
            connection.rollback();
        }
        for (var answer : answers) {
            assertEquals(200, answer.get().statusCode());
        }
    }

    @Test
    void whatIsBeyondTheQuotaIsAProblemThatSaysWhenToComeAgain() {
        var address = newAddress();
        charge(address, 20_000);
        for (var answer : List.of(get(address, ITEM), client(address).body("{}").post("/api/products"))) {
            assertEquals(429, answer.statusCode());
            assertEquals("quota-exceeded", answer.path("code"));
            assertEquals("application/problem+json", answer.contentType());
            assertEquals(0, left(answer, "burst"));
            assertEquals(30_000, left(answer, "sustained"));
            var seconds = Integer.parseInt(answer.header("Retry-After"));
            assertTrue(seconds >= 1 && seconds <= 3_600, () -> "" + seconds);
        }
        assertEquals(200, get(newAddress(), ITEM).statusCode());
        assertEquals(404, client(address).get("/nothing").statusCode());
    }

    @Test
    void aBodyIsReadBehindTheLimit() {
        var answer =
                client(newAddress()).contentType("application/json").body("{").post("/api/products");
        assertEquals(400, answer.statusCode());
        assertEquals("invalid-body", answer.path("code"));
    }

    @Test
    void aPreflightCostsNothing() {
        var address = newAddress();
        for (int i = 0; i < 30; i++) {
            client(address)
                    .header("Origin", "https://a.example")
                    .header("Access-Control-Request-Method", "GET")
                    .options(ITEM);
        }
        assertEquals(19_999, left(get(address, ITEM), "burst"));
    }

    @Test
    void forgedForwardingHeadersGainNothing() {
        var address = newAddress();
        charge(address, 20_000);
        assertEquals(429, get(newAddress() + ", " + address, ITEM).statusCode());
        assertEquals(429, get(address + ", 127.0.0.1", ITEM).statusCode());
        assertEquals(200, get(newAddress(), ITEM).statusCode());
    }

    @Test
    void theAddressesOfOneCustomerShareAQuota() {
        var network = "2001:db8:" + UUID.randomUUID().toString().substring(9, 13) + ":"
                + UUID.randomUUID().toString().substring(0, 4) + ":";
        var before = keys();
        assertEquals(200, get(network + ":1", ITEM).statusCode());
        assertEquals(200, get("[" + network + "ffff:ffff:ffff:ffff]:4711", ITEM).statusCode());
        assertEquals(before + 1, keys());
    }

    private long keys() {
        return send(Request.cmd(Command.KEYS).arg("quire:quota:{a2001:db8:*")).size();
    }

    @Test
    void aPrincipalTakesLittleRoomAndGoes() {
        var address = newAddress();
        get(address, ITEM);
        var key = "quire:quota:{a" + address + "}";
        assertTrue(ask(Request.cmd(Command.MEMORY).arg("USAGE").arg(key)) <= 150);
        var left = ask(Request.cmd(Command.PTTL).arg(key));
        assertTrue(left > 0 && left <= Duration.ofDays(1).toMillis(), () -> "" + left);
    }

    private long ask(Request request) {
        return send(request).toLong();
    }

    private io.vertx.redis.client.Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void thePolicyIsReadAnewAndABrokenOneChangesNothing() throws Exception {
        try {
            say("anonymous.burst = 7/1h\nallowlist = 203.0.113.0/24, 2001:db8:ffff::/48\n");
            await(() -> policyNow().equals("\"burst\";q=7;w=3600"));
            for (int i = 0; i < 9; i++) {
                assertNull(get("203.0.113.77", ITEM).header("RateLimit"));
            }
            for (var broken :
                    List.of("", "anonymous.burst = 0/1h", "anonymous.burst = 5", "nobody.x = 5/1h", "a = b")) {
                try (var lines = new LoggedLines()) {
                    say(broken + "\n");
                    await(() -> {
                        assertEquals("\"burst\";q=7;w=3600", policyNow());
                        return lines.count("stays in use, because") > 0;
                    });
                }
                assertEquals("\"burst\";q=7;w=3600", policyNow());
            }
            say("anonymous.burst = 1/1h\nshadow = true\n");
            await(() -> policyNow().equals("null"));
            var address = newAddress();
            for (int i = 0; i < 5; i++) {
                assertEquals(200, get(address, ITEM).statusCode());
            }
        } finally {
            say(POLICY);
            await(() -> policyNow().startsWith("\"burst\";q=20000;"));
        }
    }
}
