package dev.quire.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    /// @throws IOException if a server does not start, or another running Quire uses the folder
    public static Map<String, String> startMissing(Path folder) throws IOException {
        var settings = new HashMap<String, String>();
        boolean postgres = isUnset(JDBC_URL);
        boolean redis = isUnset(REDIS_HOSTS);
        if (postgres || redis) {
            lock(Files.createDirectories(folder.toAbsolutePath()));
        }
        if (postgres) {
            settings.putAll(startPostgres(folder.resolve("postgres").toAbsolutePath()));
        }
        if (redis) {
            settings.put(
                    REDIS_HOSTS,
                    startRedis(Files.createDirectories(folder.resolve("redis").toAbsolutePath())));
        }
        return settings;
    }

    static boolean isUnset(String setting) {
        return System.getProperty(setting) == null
                && System.getenv(setting.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_")) == null;
    }

    private static Map<String, String> startPostgres(Path data) throws IOException {
        endOrphan(data.resolve("postmaster.pid"), "postgres");
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(PATIENCE)
                .setLocaleConfig("locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                // The library turns these off; the data is to live.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
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

    private static String startRedis(Path data) throws IOException {
        Path pid = data.resolve("redis.pid");
        endOrphan(pid, "redis");
        int port = freePort();
        var server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("dir " + data)
                .setting("pidfile " + pid)
                .build();
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        return "redis://localhost:" + port;
    }

    /// Ends the server whose process number stands in the first line of the file, if it still runs and is one of ours.
    private static void endOrphan(Path pidFile, String command) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var orphan = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains(command));
        if (orphan.isPresent()) {
            orphan.get().destroy();
            orphan.get()
                    .onExit()
                    .orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Holds the folder for the life of this JVM, so that whatever else runs in it is an orphan.
    private static void lock(Path folder) throws IOException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new IOException("another Quire runs in " + folder + ": stop it, or start in another working folder");
        }
    }
}
