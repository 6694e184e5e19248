package dev.quire;

import dev.quire.embedded.CursorKeyFile;
import dev.quire.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// The PostgreSQL and Redis servers that all tests of this JVM share. Their data is in a temporary folder, which is
/// deleted when the JVM exits. Every `@QuarkusTest` uses these servers and finds the Online Retail data there, which it
/// must not change. A test that writes uses a [separate database][#newDatabase].
///
/// Quarkus loads this class in more than one class loader, so its state is kept in system properties.
public final class TestServers implements QuarkusTestResourceLifecycleManager {

    private static final String STARTED = TestServers.class.getName();
    private static final List<String> SETTINGS = List.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "quarkus.redis.hosts",
            "quire.cursor.key-file");

    @Override
    public Map<String, String> start() {
        return settings();
    }

    @Override
    public void stop() {
        // The next application of this JVM uses the same servers.
    }

    /// The settings for the servers. Starts the servers if they are not running yet.
    public static Map<String, String> settings() {
        if (System.getProperty(STARTED) == null) {
            try {
                startServers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var settings = new HashMap<String, String>();
        SETTINGS.forEach(name -> settings.put(name, setting(name)));
        return settings;
    }

    private static String setting(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    private static void startServers() throws IOException {
        var folder = Files.createTempDirectory("quire-test");
        EmbeddedServers.startMissing(folder, false).forEach(System::setProperty);
        CursorKeyFile.makeMissing(folder).forEach(System::setProperty);
        System.setProperty(STARTED, folder.toString());
        var servers =
                List.of(server(folder.resolve("postgres/postmaster.pid")), server(folder.resolve("redis/redis.pid")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAfterExit(servers, folder)));
    }

    private static ProcessHandle server(Path pidFile) throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
    }

    /// Deletes the folder after the servers have exited. Shutdown hooks run concurrently, so this waits for the hooks
    /// that stop the servers.
    private static void deleteAfterExit(List<ProcessHandle> servers, Path folder) {
        servers.forEach(
                server -> server.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Creates a database with the tables of the service, without rows.
    public static DataSource newDatabase() throws SQLException {
        var database = newEmptyDatabase();
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /// Creates a database without tables.
    static PGSimpleDataSource newEmptyDatabase() throws SQLException {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (var connection = database("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return database(name);
    }

    /// The database that every `@QuarkusTest` uses. Must not be changed.
    public static DataSource sharedDatabase() {
        return database("postgres");
    }

    private static PGSimpleDataSource database(String name) {
        settings();
        var database = new PGSimpleDataSource();
        database.setUrl(setting("quarkus.datasource.jdbc.url").replaceFirst("/[^/]+$", "/" + name));
        database.setUser(setting("quarkus.datasource.username"));
        database.setPassword(setting("quarkus.datasource.password"));
        return database;
    }
}
