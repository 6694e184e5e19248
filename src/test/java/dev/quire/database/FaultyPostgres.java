package dev.quire.database;

import dev.quire.FaultProxy;
import dev.quire.TestServers;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// A separate PostgreSQL server that the service reaches through a proxy, so that a test can simulate failures of both.
/// It is started before the application, which migrates its database at startup.
///
/// Its state is kept in system properties, because Quarkus loads this class in more than one class loader.
final class FaultyPostgres {

    private static final String NAME = FaultyPostgres.class.getName();
    private static final String FOLDER = NAME + ".folder";
    private static final String PORT = NAME + ".port";
    private static final String PROXY = NAME + ".proxy";
    private static final String TAKEN_OVER = NAME + ".taken-over";

    /// The maximum size of the connection pool.
    static final int CONNECTIONS = 33;

    /// An application with short deadlines, and with few enough connections for a test to acquire them all.
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(TestServers.settings());
            startOnce();
            settings.put(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://localhost:" + System.getProperty(PROXY) + "/postgres");
            settings.put("quarkus.datasource.jdbc.max-size", Integer.toString(CONNECTIONS));
            settings.put("quire.deadline.lock", "1");
            settings.put("quire.deadline.statement", "3");
            settings.put("quire.deadline.socket", "4");
            settings.put("quire.bulkhead.patience", "1s");
            settings.put("quire.retail.first-import", "none");
            return settings;
        }
    }

    /// Starts the server on the first call. Quarkus reads the settings of a profile more than once.
    private static void startOnce() {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        try {
            System.setProperty(
                    FOLDER, Files.createTempDirectory("quire-postgres").toString());
            System.setProperty(PORT, Integer.toString(freePort()));
            System.setProperty(PROXY, Integer.toString(freePort()));
            createServer();
            // The application starts before the test and needs a proxy to the server by then.
            closeWhenTakenOver(newProxy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final FaultProxy proxy;

    /// Replaces the proxy that was used to start the application, which belongs to another class loader.
    FaultyPostgres() throws InterruptedException {
        System.setProperty(TAKEN_OVER, "true");
        while (System.getProperty(TAKEN_OVER) != null) {
            Thread.sleep(5);
        }
        proxy = newProxy();
    }

    private static void closeWhenTakenOver(FaultProxy first) {
        Thread.ofVirtual().start(() -> {
            while (System.getProperty(TAKEN_OVER) == null) {
                LockSupport.parkNanos(5_000_000);
            }
            first.close();
            System.clearProperty(TAKEN_OVER);
        });
    }

    private static FaultProxy newProxy() {
        return new FaultProxy(Integer.getInteger(PROXY), port());
    }

    FaultProxy proxy() {
        return proxy;
    }

    /// Starts another server with the same tables and 100 products.
    static EmbeddedPostgres another() throws IOException, SQLException {
        var another = settings().start();
        Flyway.configure().dataSource(another.getPostgresDatabase()).load().migrate();
        try (var connection = another.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into products (sku, price, created_at, updated_at)"
                    + " select 's' || n, 1, now(), now() from generate_series(1, 100) n");
        }
        return another;
    }

    static int port() {
        return Integer.getInteger(PORT);
    }

    private static Path data() {
        return Path.of(System.getProperty(FOLDER), "data");
    }

    private static void createServer() throws IOException {
        settings()
                .setPort(port())
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on") // Acknowledged writes must survive a kill.
                .start();
    }

    private static EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8");
    }

    /// Restarts the server with its previous command. The library cannot do this, because its own lock prevents it.
    /// PostgreSQL refuses to run as root; root starts it in a user namespace, as the library does.
    static void start() throws IOException, InterruptedException {
        var root = System.getProperty("user.name").equals("root");
        var command = (root ? "unshare -U " : "") + Files.readString(data().resolve("postmaster.opts"));
        new ProcessBuilder("sh", "-c", "exec " + command)
                .redirectErrorStream(true)
                .redirectOutput(data().resolveSibling("output").toFile())
                .start();
        for (var asked = System.nanoTime(); !answers(); Thread.sleep(20)) {
            if (System.nanoTime() - asked > Duration.ofSeconds(60).toNanos()) {
                throw new IOException(Files.readString(data().resolveSibling("output")));
            }
        }
    }

    private static boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Connects to the server directly, without the proxy.
    static Connection connect() throws SQLException {
        var direct = new PGSimpleDataSource();
        direct.setUrl("jdbc:postgresql://localhost:" + System.getProperty(PORT) + "/postgres");
        direct.setUser("postgres");
        direct.setPassword("postgres");
        return direct.getConnection();
    }

    static void execute(String... commands) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
    }

    /// Sends a signal to the server and all its child processes.
    static void signal(String name) throws IOException, InterruptedException {
        var server = server();
        var all = Stream.concat(Stream.of(server), server.descendants()).map(process -> Long.toString(process.pid()));
        var command = Stream.concat(Stream.of("kill", "-" + name), all).toList();
        new ProcessBuilder(command).start().waitFor();
    }

    /// Kills the server with all its processes, as a power failure does.
    static void kill() throws IOException, InterruptedException {
        var server = server();
        signal("KILL");
        server.onExit().join();
    }

    private static ProcessHandle server() throws IOException {
        var pid =
                Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void stop() throws IOException, InterruptedException {
        proxy.close();
        signal("CONT");
        kill();
        try (var files = Files.walk(Path.of(System.getProperty(FOLDER)))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
