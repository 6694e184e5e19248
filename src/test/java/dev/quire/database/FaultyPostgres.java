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

/// A PostgreSQL of its own that the service reaches through a proxy, so that a test may do anything to either. The
/// application migrates it at its start, so it is there before.
///
/// Its state is kept in the system properties, as Quarkus loads this class again for its tests.
final class FaultyPostgres {

    private static final String NAME = FaultyPostgres.class.getName();
    private static final String FOLDER = NAME + ".folder";
    private static final String PORT = NAME + ".port";
    private static final String PROXY = NAME + ".proxy";
    private static final String TAKEN_OVER = NAME + ".taken-over";

    /// Of the pool, at most.
    static final int CONNECTIONS = 33;

    /// An application with short deadlines, and so few connections that a test can take them all.
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

    /// The settings are asked for more than once.
    private static void startOnce() {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        try {
            System.setProperty(
                    FOLDER, Files.createTempDirectory("quire-postgres").toString());
            System.setProperty(PORT, Integer.toString(freePort()));
            System.setProperty(PROXY, Integer.toString(freePort()));
            make();
            // The application starts before the test does, and needs a way to the server.
            closeWhenTold(newProxy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final FaultProxy proxy;

    /// Takes the place of the proxy by which the application started, which is of another class loader.
    FaultyPostgres() throws InterruptedException {
        System.setProperty(TAKEN_OVER, "true");
        while (System.getProperty(TAKEN_OVER) != null) {
            Thread.sleep(5);
        }
        proxy = newProxy();
    }

    private static void closeWhenTold(FaultProxy first) {
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

    /// Another server, with the same tables and 100 products.
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

    private static void make() throws IOException {
        settings()
                .setPort(port())
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on") // What is answered has to outlive it.
                .start();
    }

    private static EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8");
    }

    /// Starts it again with the same command; the library would find its own lock. PostgreSQL does not run as root, so
    /// it
    /// is shown another user, as the library does.
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

    /// Past the proxy.
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

    /// To the server and all its processes.
    static void signal(String name) throws IOException, InterruptedException {
        var server = server();
        var all = Stream.concat(Stream.of(server), server.descendants()).map(process -> Long.toString(process.pid()));
        var command = Stream.concat(Stream.of("kill", "-" + name), all).toList();
        new ProcessBuilder(command).start().waitFor();
    }

    /// As if the machine had lost its power.
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
