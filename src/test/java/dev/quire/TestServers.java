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

/// The PostgreSQL and the Redis of all tests of this JVM, in a temporary folder that is deleted after them. Every
/// `@QuarkusTest` runs on them and finds the Online Retail data there, which it must leave as it is; a test that
/// writes takes a [database of its own][#newDatabase].
///
/// Quarkus loads this class again for its tests, so its state is kept in the system properties.
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
        // The next application of this JVM runs on the same servers.
    }

    /// The settings that lead to the servers, which are started if they are not yet.
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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAfter(servers, folder)));
    }

    private static ProcessHandle server(Path pidFile) throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
    }

    /// Waits for the hooks that stop the servers; all hooks run at once.
    private static void deleteAfter(List<ProcessHandle> servers, Path folder) {
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

    /// A new database with the tables of the service and nothing in them.
    public static DataSource newDatabase() throws SQLException {
        var database = newEmptyDatabase();
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /// A new database without even a table.
    static PGSimpleDataSource newEmptyDatabase() throws SQLException {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (var connection = database("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return database(name);
    }

    /// The one that every `@QuarkusTest` runs on.
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
