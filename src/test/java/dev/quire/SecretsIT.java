package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import redis.embedded.RedisServer;

/// Puts secrets into settings that make the startup or a connection fail. The output and the files of the process must
/// contain the error, but not the secret.
@Timeout(300)
class SecretsIT {

    private static final String SECRET = "planted-secret";

    /// The only role whose password the test server checks.
    private static final String USER = "must_tell";

    private static PGSimpleDataSource database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireThePasswordOfOneUser() throws SQLException, IOException {
        database = TestServers.newEmptyDatabase();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop role if exists " + USER);
            statement.execute("create role " + USER + " login password 'another'");
            var rules = statement.executeQuery("show hba_file");
            rules.next();
            var file = Path.of(rules.getString(1));
            var line = "host all " + USER + " all scram-sha-256\n";
            var known = Files.readString(file);
            Files.writeString(file, known.startsWith(line) ? known : line + known);
            statement.execute("select pg_reload_conf()");
        }
    }

    @Test
    void aRejectedDatabasePasswordIsHidden() throws Exception {
        assertHidden(
                "password authentication failed",
                Map.of("QUARKUS_DATASOURCE_USERNAME", USER, "QUARKUS_DATASOURCE_PASSWORD", SECRET));
    }

    @Test
    void aRejectedPasswordInADatabaseUrlIsHidden() throws Exception {
        var address = database.getURL().replaceFirst("\\?.*", "") + "?user=" + USER + "&password=" + SECRET;
        assertHidden("password authentication failed", Map.of("QUARKUS_DATASOURCE_JDBC_URL", address));
    }

    @Test
    void aPasswordInTheUrlOfAnUnreachableDatabaseIsHidden() throws Exception {
        var address = "jdbc:postgresql://localhost:1/quire?user=quire&password=" + SECRET;
        assertHidden("Connection to localhost:1 refused", Map.of("QUARKUS_DATASOURCE_JDBC_URL", address));
    }

    @Test
    void aRejectedPasswordInARedisUrlIsHidden() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var redis = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("requirepass another")
                .build();
        redis.start();
        try {
            assertHidden("Redis", Map.of("QUARKUS_REDIS_HOSTS", "redis://:" + SECRET + "@localhost:" + port));
        } finally {
            redis.stop();
        }
    }

    @Test
    void anInvalidCursorKeyIsHidden() throws Exception {
        assertHidden("a cursor key is not valid Base64", Map.of("QUIRE_CURSOR_KEYS", SECRET));
    }

    @Test
    void validSecretsAreHiddenIfAnotherSettingIsInvalid() throws Exception {
        assertHidden(
                "quire.bulkhead.lists",
                Map.of(
                        "QUIRE_BULKHEAD_LISTS",
                        "none",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        SECRET,
                        "QUARKUS_REDIS_HOSTS",
                        "redis://:" + SECRET + "@localhost"));
    }

    /// @param fault a part of the error message that the process must print
    private void assertHidden(String fault, Map<String, String> settings) throws Exception {
        var all = PackagedQuire.settings(database);
        if (settings.containsKey("QUIRE_CURSOR_KEYS")) {
            all.remove("QUIRE_CURSOR_KEY_FILE");
        }
        all.putAll(settings);
        var process = PackagedQuire.start(folder, all, List.of());
        try {
            requestUntilLogged(process, fault);
        } finally {
            process.process().destroyForcibly().waitFor();
        }
        assertTrue((process.output() + process.errors()).contains(fault), process.output() + process.errors());
        assertEquals(List.of(), filesWithTheSecret());
    }

    /// Waits for the error message, which a failing start prints before the process ends. Also sends requests, because
    /// other errors occur only during a request.
    private static void requestUntilLogged(PackagedQuire process, String fault) throws Exception {
        for (int i = 1;
                i < 600 && process.process().isAlive() && !process.output().contains(fault);
                i++) {
            if (process.output().contains("Listening on")) {
                process.send("GET", "/api/products?page=" + i);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private List<String> filesWithTheSecret() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(SECRET)) {
                    found.add(Files.readString(file));
                }
            }
        }
        return found;
    }
}
