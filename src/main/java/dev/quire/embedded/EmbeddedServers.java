package dev.quire.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/// Starts a PostgreSQL and a Redis server on free local ports, with their data in a folder that is kept between starts.
///
/// The servers stop with the JVM. If the JVM was killed and its servers are still running, the next start in the same
/// folder stops them.
public final class EmbeddedServers {

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String REDIS_HOSTS = "quarkus.redis.hosts";
    private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(20);

    private EmbeddedServers() {}

    /// Starts each server whose address is not set by a system property or an environment variable.
    ///
    /// @param folder for the data; created if absent, and locked until the JVM ends
    /// @return the settings of the started servers, by name; empty if both addresses are set
    /// @throws IOException if a server does not start, or another running Quire uses the folder. Its message is a
    ///     single line for the user
    public static Map<String, String> startMissing(Path folder) throws IOException {
        return startMissing(folder, true);
    }

    /// Starts them likewise.
    ///
    /// @param durable whether the data survives a crash of the machine; if not, no write waits for the disk
    public static Map<String, String> startMissing(Path folder, boolean durable) throws IOException {
        var settings = new HashMap<String, String>();
        boolean postgres = isUnset(JDBC_URL);
        boolean redis = isUnset(REDIS_HOSTS);
        Path home = folder.toAbsolutePath().normalize();
        if (postgres || redis) {
            attempt("keep data in " + home, () -> lock(Files.createDirectories(home)));
        }
        if (postgres) {
            settings.putAll(
                    attempt("start PostgreSQL in " + home, () -> startPostgres(home.resolve("postgres"), durable)));
        }
        if (redis) {
            settings.putAll(attempt("start Redis in " + home, () -> startRedis(home.resolve("redis"))));
        }
        return settings;
    }

    static boolean isUnset(String setting) {
        return isBlank(System.getProperty(setting))
                && isBlank(System.getenv(setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws IOException;
    }

    /// Adds what was attempted to the message: the libraries throw various exceptions, and the message of a file system
    /// exception may be a path only.
    private static <T> T attempt(String what, Attempt<T> attempt) throws IOException {
        try {
            return attempt.make();
        } catch (IOException | RuntimeException e) {
            String reason = e.getClass() == IOException.class ? e.getMessage() : e.toString();
            throw new IOException("cannot " + what + ": " + reason, e);
        }
    }

    private static Map<String, String> startPostgres(Path data, boolean durable) throws IOException {
        new PidFile(data.resolve("postmaster.pid"), "postgres").stopOrphan();
        if (!Files.exists(data.resolve("postmaster.opts"))) {
            delete(data); // Initialization was interrupted before the server first started.
        }
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTUP_TIMEOUT)
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                // The library turns these off, but data that is kept must survive a crash.
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", durable ? "on" : "off")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .start();
        return Map.of(
                JDBC_URL,
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres");
    }

    private static Map<String, String> startRedis(Path data) throws IOException {
        var pid = new PidFile(Files.createDirectories(data).resolve("redis.pid"), "redis");
        pid.stopOrphan();
        int port = freePort();
        var server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("dir " + quoted(data))
                .setting("pidfile " + quoted(pid.path()))
                // Otherwise, if the folder is gone or full, Redis would not stop, and the JVM would wait for it.
                .setting("shutdown-on-sigterm force")
                .setting("shutdown-on-sigint force")
                .build();
        server.start();
        return Map.of(REDIS_HOSTS, "redis://localhost:" + port);
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path file : files(folder)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /// Locks the folder for the lifetime of this JVM. Any server that still runs in it is therefore an orphan.
    private static FileChannel lock(Path folder) throws IOException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new IOException("another Quire is running there: stop it, or start in another working folder");
        }
        // The hook only keeps the channel reachable. A live reload discards all our classes; garbage collection would
        // then close the channel and release the lock.
        Runtime.getRuntime().addShutdownHook(new Thread(file::isOpen));
        return file;
    }
}
