package dev.quire.shop.retail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import dev.quire.Thorough;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(300)
class ImportProcessTest {

    private static final Path FILE = Path.of("src/main/data/online-retail.csv.gz");

    /// Enough lines to reach every moment at which an import is killed. A thorough build imports the whole file.
    private static final int LINES = Thorough.or(120_000, Integer.MAX_VALUE);

    @TempDir
    private static Path shared;

    private static Path some;

    @TempDir
    private Path folder;

    private PGSimpleDataSource database;

    @BeforeAll
    static void writeFirstLines() throws IOException {
        some = shared.resolve("some.csv.gz");
        try (var whole = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8));
                var lines = new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(some)), StandardCharsets.UTF_8)) {
            for (var line : (Iterable<String>) whole.lines().limit(LINES)::iterator) {
                lines.write(line + "\n");
            }
        }
    }

    @BeforeEach
    void startEmpty() throws SQLException {
        database = (PGSimpleDataSource) TestServers.newDatabase();
    }

    @Test
    void theFileIsImportedWithAHeapSmallerThanTheFile() throws Exception {
        var process = start("-Xmx32m", FILE);
        assertTrue(process.inputReader().lines().toList().contains("writing messages"));
        assertEquals(0, process.waitFor());
        assertEquals(List.of("541909"), Snapshot.rows(database, "select count(*) from items"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100,000 rows", "writing items", "writing messages"})
    void aKilledImportLeavesNothing(String moment) throws Exception {
        var before = Snapshot.of(database);
        var process = start("-Xmx64m", some);
        assertTrue(process.inputReader().lines().anyMatch(line -> line.startsWith(moment)));
        process.destroyForcibly();
        assertNotEquals(0, process.waitFor());
        waitForServer();
        assertEquals(before, Snapshot.of(database));
    }

    private Process start(String heap, Path file) throws IOException {
        String address = database.getURL() + "&user=" + database.getUser() + "&password=" + database.getPassword();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportProcess.class.getName(),
                        address,
                        file.toString(),
                        folder.resolve("rejects.csv").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Waits until the server has rolled back. It notices that the client is gone only after the current statement.
    private void waitForServer() throws SQLException {
        while (!Snapshot.rows(
                        database,
                        "select pid from pg_stat_activity"
                                + " where datname = current_database() and pid <> pg_backend_pid()"
                                + " and backend_type = 'client backend'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
