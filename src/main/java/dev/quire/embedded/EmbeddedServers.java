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

/// A real PostgreSQL and a real Redis on free ports of this machine, with their data in a folder that lives on.
///
/// They stop with the JVM. What a killed JVM left running is ended by the next start in the same folder.
public final class EmbeddedServers {

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String REDIS_HOSTS = "quarkus.redis.hosts";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private EmbeddedServers() {}

    /// Starts the servers whose address no system property or environment variable names.
    ///
    /// @param folder where the data lives; made if absent, and locked until the JVM ends
    /// @return the settings of the servers started, by name; empty if all were named
    /// @throws IOException if a server does not start, or another running Quire uses the folder; its message
    /// is a line for the person who started us
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

    /// The libraries fail with all kinds of exceptions, and some of those of the file system say no more than a path.
    private static <T> T attempt(String what, Attempt<T> attempt) throws IOException {
        try {
            return attempt.make();
        } catch (IOException | RuntimeException e) {
            String reason = e.getClass() == IOException.class ? e.getMessage() : e.toString();
            throw new IOException("cannot " + what + ": " + reason, e);
        }
    }

    private static Map<String, String> startPostgres(Path data, boolean durable) throws IOException {
        new PidFile(data.resolve("postmaster.pid"), "postgres").endOrphan();
        if (!Files.exists(data.resolve("postmaster.opts"))) {
            delete(data); // No server ever ran on it: the start that made it was cut off.
        }
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(PATIENCE)
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                // The library turns these off.
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
        pid.endOrphan();
        int port = freePort();
        var server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("dir " + quoted(data))
                .setting("pidfile " + quoted(pid.path()))
                // Or it stays, and the JVM that waits for it, when the folder is gone or full.
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

    /// Holds the folder for the life of this JVM, so that whatever else runs in it is an orphan.
    private static FileChannel lock(Path folder) throws IOException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new IOException("another Quire runs there: stop it, or start in another working folder");
        }
        // A hook only to be reachable: a file that is garbage is closed, and a live reload drops all our classes.
        Runtime.getRuntime().addShutdownHook(new Thread(file::isOpen));
        return file;
    }
}
