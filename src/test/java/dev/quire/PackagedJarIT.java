package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quire.cursor.CursorKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Runs the production package as its users do: in separate processes, on servers given by settings. The real data is
/// first imported into a database without tables, and then served.
@Timeout(300)
class PackagedJarIT {

    private static final Path FILE =
            Path.of("src/main/data/online-retail.csv.gz").toAbsolutePath();

    private static final List<PackagedQuire> STARTED = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static PGSimpleDataSource database;
    private static PackagedQuire importer;
    private static long peakMemory = -1;
    private static PackagedQuire service;
    private static String metricsAtStart = "";

    @BeforeAll
    static void importAndServe() throws Exception {
        database = TestServers.newEmptyDatabase();
        importer = start("import", List.of("-Xmx64m"), "import", FILE.toString());
        do {
            peakMemory = Math.max(peakMemory, importer.peakMemory());
        } while (!importer.process().waitFor(50, TimeUnit.MILLISECONDS));
        service = start("service", List.of());
        metricsAtStart = service.manage("/q/metrics").body();
    }

    @AfterAll
    static void stopAll() throws InterruptedException {
        for (PackagedQuire process : STARTED) {
            process.process().destroyForcibly().waitFor();
        }
    }

    private static PackagedQuire start(String name, List<String> options, String... arguments) throws IOException {
        return start(name, settings(), options, arguments);
    }

    private static PackagedQuire start(
            String name, Map<String, String> settings, List<String> options, String... arguments) throws IOException {
        var home = Files.createDirectory(folder.resolve(name));
        var process = PackagedQuire.start(home, settings, options, arguments);
        STARTED.add(process);
        return process;
    }

    private static Map<String, String> settings() {
        return PackagedQuire.settings(database);
    }

    @Test
    void theImportSucceedsWithASmallHeap() throws Exception {
        assertEquals(0, importer.status(), importer.errors());
        assertTrue(peakMemory < 300_000, "peak memory: " + peakMemory + " kB");
    }

    @Test
    void theImportPrintsOnlyItsResult() throws Exception {
        String output = importer.output();
        assertEquals(1, output.lines().count(), output);
        assertTrue(output.startsWith("541,909 lines read: "), output);
        assertTrue(
                importer.errors().lines().allMatch(line -> line.matches("[\\d,]+ rows, \\d+ %|writing \\w+")),
                importer.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"products", "users", "orders", "items", "messages"})
    void aPageOfEveryCollectionIsLoadedBeforeTheFirstRequest(String collection) {
        assertTrue(
                metricsAtStart
                        .lines()
                        .anyMatch(line -> line.startsWith("quire_counts_total{")
                                && line.contains("collection=\"" + collection + "\"")),
                metricsAtStart);
    }

    @Test
    void theLastPageIsServed() throws Exception {
        var page = json("/api/items?page=27096");
        assertEquals(9, page.get("data").size());
        assertEquals(541_909, page.get("meta").get("total").asLong());
    }

    private static JsonNode json(String target) throws Exception {
        return new JsonMapper().readTree(get(target));
    }

    private static String get(String target) throws Exception {
        var response = service.send("GET", target);
        assertEquals(200, response.statusCode(), response::body);
        return response.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void healthIsReportedByKind(String kind) throws Exception {
        var health = service.manage("/q/health/" + kind);
        assertEquals(
                "UP", new JsonMapper().readTree(health.body()).get("status").asText());
    }

    @Test
    void pagesAreMeasuredByCollectionAndMode() throws Exception {
        get("/api/users?limit=1&offset=0");
        assertTrue(service.manage("/q/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("quire_pages_seconds_count{")
                        && line.contains("collection=\"users\"")
                        && line.contains("mode=\"offset\"")));
    }

    @Test
    void swaggerUiIsServed() throws Exception {
        assertTrue(get("/q/swagger-ui/").contains("SwaggerUIBundle"));
    }

    @Test
    void writingToAReadOnlyCollectionIsRefused() throws Exception {
        var response = service.send("POST", "/api/items");
        assertEquals(405, response.statusCode());
        assertEquals(
                "GET, HEAD, OPTIONS", response.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void aCursorIsAcceptedOnlyByProcessesWithTheSameKeys() throws Exception {
        var cursor = json("/api/items?page=5&per_page=2&count=none").at("/meta/next_cursor");
        var target = "/api/items?per_page=2&count=none&cursor=" + cursor.asText();
        var otherKeys = settings();
        otherKeys.remove("QUIRE_CURSOR_KEY_FILE");
        otherKeys.put("QUIRE_CURSOR_KEYS", CursorKey.generate());
        var same = start("same-keys", List.of());
        var other = start("other-keys", otherKeys, List.of());
        assertEquals(
                json(target).get("data"),
                new JsonMapper().readTree(same.send("GET", target).body()).get("data"));
        var refused = other.send("GET", target);
        assertEquals(400, refused.statusCode());
        assertEquals(
                "invalid-cursor",
                new JsonMapper().readTree(refused.body()).get("code").asText());
    }

    @Test
    void aShutdownCompletesRequestsInFlight() throws Exception {
        var stopped = start("stopped", List.of());
        assertEquals(200, stopped.manage("/q/health/ready").statusCode());
        try (var client = HttpClient.newHttpClient();
                var connection = database.getConnection()) {
            lockUsers(connection);
            var answer = client.sendAsync(stopped.request("GET", "/api/users"), BodyHandlers.ofString());
            waitForReader(connection);
            stopped.process().destroy();
            waitForLine(stopped, "Waiting for HTTP requests to complete");
            connection.rollback();
            assertEquals(200, answer.get(60, TimeUnit.SECONDS).statusCode());
        }
        assertTrue(stopped.process().waitFor(60, TimeUnit.SECONDS));
        assertEquals(143, stopped.status());
    }

    @Test
    void theServiceStartsWhileATableIsLocked() throws Exception {
        try (var connection = database.getConnection()) {
            lockUsers(connection);
            var shortLockTimeout = settings();
            shortLockTimeout.put("QUIRE_DEADLINE_LOCK", "1");
            var started = start("beside-a-lock", shortLockTimeout, List.of());
            assertEquals(200, started.send("GET", "/api/products").statusCode());
            assertTrue(started.output().contains("Warm-up stopped early"), started.output());
        }
    }

    private static void lockUsers(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table users in access exclusive mode");
    }

    private static void waitForReader(Connection connection) throws Exception {
        var statement = connection.createStatement();
        boolean found;
        do {
            TimeUnit.MILLISECONDS.sleep(20);
            var waiting = statement.executeQuery(
                    "select exists (select from pg_locks where not granted and relation = 'users'::regclass)");
            found = waiting.next() && waiting.getBoolean(1);
        } while (!found);
    }

    private static void waitForLine(PackagedQuire process, String text) throws Exception {
        while (!process.output().contains(text)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void withoutSettingsItPrintsOneLineThatNamesTheMissingOnes() throws Exception {
        var alone = start("alone", Map.of("QUARKUS_HTTP_PORT", "0"), List.of());
        assertTrue(alone.process().waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, alone.status());
        assertEquals(
                "Quire needs a PostgreSQL database: set QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.\n",
                alone.output() + alone.errors());
    }

    @Test
    void thePackageContainsNoEmbeddedServer() throws Exception {
        try (var files = Files.walk(PackagedQuire.APPLICATION)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                assertTrue(
                        !jar.getFileName().toString().matches(".*embedded-(postgres|redis).*")
                                && serverClasses(jar).isEmpty(),
                        jar + " " + serverClasses(jar));
            }
        }
    }

    private static List<String> serverClasses(Path jar) throws IOException {
        try (var content = new JarFile(jar.toFile())) {
            return content.stream()
                    .map(Object::toString)
                    .filter(name -> name.startsWith("io/zonky/") || name.startsWith("redis/embedded/"))
                    .toList();
        }
    }
}
