package dev.quire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.contract.AnswerStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/// Kills processes one after another while they export. Their clients resume the export at the next process.
@Timeout(300)
class ExportIT {

    private static final int READERS = 5;
    private static final int KILLS = Thorough.or(2, 4);
    private static final int ROWS = Thorough.or(60_000, 120_000);
    private static final String TARGET = "/api/products/export?fields=id,sku,name,price,created_at,updated_at";

    /// The maximum number of bytes that a client reads before a kill. The whole export has 20 million bytes (40 million
    /// in a thorough build). The buffers of the connection can hold this number too, so a kill must come early.
    private static final int MAX_BYTES = 4_000_000;

    @TempDir
    private static Path folder;

    private final Random random = new Random(20111209);

    private static PGSimpleDataSource database;

    @BeforeAll
    static void fill() throws SQLException {
        database = TestServers.newEmptyDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:src/main/resources/db/migration")
                .load()
                .migrate();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into products (sku, name, price, created_at, updated_at) select n,"
                    + " repeat(md5(n::text), 6), n * 0.01, now(), now() from generate_series(1, " + ROWS + ") n");
        }
    }

    private static PackagedQuire start(String name) throws IOException {
        var settings = PackagedQuire.settings(database);
        return PackagedQuire.start(Files.createDirectory(folder.resolve(name)), settings, List.of("-Xmx256m"));
    }

    @Test
    void aResumedExportHasNoMissingOrDuplicateItemsAfterManyKills() throws Exception {
        var readers =
                IntStream.range(0, READERS).mapToObj(_ -> new ResumingReader()).toList();
        var service = start("service");
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                var next = start("service-" + kill);
                killDuringReads(readers, service, kill);
                service = next;
            }
            var port = service.port();
            var unbroken = new ResumingReader();
            unbroken.read(port, TARGET, Integer.MAX_VALUE, () -> {});
            inParallel(readers, reader -> reader.read(port, TARGET, Integer.MAX_VALUE, () -> {}));
            assertEquals(LongStream.rangeClosed(1, ROWS).boxed().toList(), unbroken.ids());
            readers.forEach(reader -> assertEquals(unbroken.result(), reader.result()));
            assertStopBreaksOffTheExport(service);
        } finally {
            service.process().destroyForcibly().waitFor();
        }
    }

    /// Kills the service when each reader has reached a random point of its export.
    private void killDuringReads(List<ResumingReader> readers, PackagedQuire service, int kill) throws Exception {
        var port = service.port();
        var reached = new CountDownLatch(READERS);
        var killed = new CountDownLatch(1);
        var killer = Thread.ofVirtual().start(() -> {
            try {
                reached.await();
                service.process().destroyForcibly().waitFor(); // SIGKILL
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            killed.countDown();
        });
        try (var old = new Socket("localhost", port)) {
            old.getOutputStream().write(("GET " + TARGET + " HTTP/1.0\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
            assertEquals(1_000, old.getInputStream().readNBytes(1_000).length);
            inParallel(readers, reader -> {
                reader.read(port, TARGET, random.nextInt(100_000, MAX_BYTES), () -> {
                    reached.countDown();
                    killed.await();
                });
                assertFalse(reader.isWhole(), "a reader was complete before kill " + kill);
            });
            killer.join();
            // Without chunks, only a reset tells the client that the rest is missing.
            assertThrows(SocketException.class, () -> old.getInputStream().readAllBytes());
        }
    }

    @FunctionalInterface
    interface Step {
        void accept(ResumingReader reader) throws Exception;
    }

    private static void inParallel(List<ResumingReader> readers, Step step) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Callable<Void>>();
            readers.forEach(reader -> running.add(() -> {
                step.accept(reader);
                return null;
            }));
            for (var result : threads.invokeAll(running)) {
                result.get();
            }
        }
    }

    /// Checks that a shutdown does not wait for a slow client, and that the client detects the incomplete response.
    private static void assertStopBreaksOffTheExport(PackagedQuire service) throws Exception {
        try (var stream = new AnswerStream(service.port(), TARGET, "")) {
            stream.read(1_000);
            service.process().destroy();
            assertEquals(143, service.process().waitFor());
            stream.readAll();
            assertFalse(stream.isWhole());
        }
    }
}
