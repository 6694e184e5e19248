package dev.quire.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class EmbeddedServersTest {

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String REDIS_HOSTS = "quarkus.redis.hosts";
    private static final Path DATA = Path.of(".quire");
    private static final Path POSTGRES_PID = DATA.resolve("postgres/postmaster.pid");
    private static final Path REDIS_PID = DATA.resolve("redis/redis.pid");

    @TempDir
    private Path folder;

    private final List<Running> started = new ArrayList<>();

    @AfterEach
    void stopAll() throws IOException, InterruptedException {
        for (Running running : started) {
            running.process().getOutputStream().close();
            running.process().waitFor();
        }
    }

    @Test
    void aSecondStartKeepsTheDataAndCreatesNoNewCluster() throws Exception {
        var first = start(folder);
        write(first);
        assertEquals(0, first.stop());
        var made = Files.getLastModifiedTime(folder.resolve(DATA).resolve("postgres/PG_VERSION"));
        var second = start(folder);
        assertEquals("kept", read(second));
        assertEquals(made, Files.getLastModifiedTime(folder.resolve(DATA).resolve("postgres/PG_VERSION")));
    }

    @Test
    void theServersStopWhenTheJvmExits() throws Exception {
        var running = start(folder);
        var servers = List.of(server(folder, POSTGRES_PID), server(folder, REDIS_PID));
        running.stop();
        for (var server : servers) {
            server.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void theJvmExitsEvenIfItsFolderWasDeleted() throws Exception {
        var running = start(folder);
        write(running);
        Files.delete(folder.resolve(REDIS_PID));
        Files.delete(folder.resolve(DATA).resolve("redis"));
        assertEquals(0, running.stop());
    }

    @Test
    void theNextStartStopsServersLeftByAKilledJvmAndKeepsTheirData() throws Exception {
        var killed = start(folder);
        write(killed);
        var orphans = List.of(server(folder, POSTGRES_PID), server(folder, REDIS_PID));
        killed.process().destroyForcibly().waitFor();
        assertEquals(
                List.of(true, true),
                orphans.stream().map(ProcessHandle::isAlive).toList());
        var next = start(folder);
        assertEquals(
                List.of(false, false),
                orphans.stream().map(ProcessHandle::isAlive).toList());
        assertEquals("kept", read(next));
    }

    @Test
    void aSecondJvmInTheFolderIsRefused() throws Exception {
        var first = start(folder);
        assertEquals(
                "cannot keep data in " + folder.toRealPath().resolve(DATA)
                        + ": another Quire is running there: stop it, or start in another working folder",
                startError(folder));
        write(first);
    }

    @Test
    void anErrorNamesTheFolderThatCannotBeCreated() throws Exception {
        Files.createFile(folder.resolve(DATA));
        String startError = startError(folder);
        assertTrue(
                startError.startsWith(
                        "cannot keep data in " + folder.toRealPath().resolve(DATA) + ": "),
                startError);
    }

    @Test
    void theFolderNameMayContainSpacesAndAnApostrophe() throws Exception {
        var odd = Files.createDirectory(folder.resolve("a friend's odd folder"));
        var first = start(odd);
        write(first);
        first.stop();
        assertEquals("kept", read(start(odd)));
        assertEquals(
                Set.of(".quire"), Set.of(Objects.requireNonNull(odd.toFile().list())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "postmaster", "99999999999999999999999999"})
    void anInvalidPidFileIsIgnored(String text) throws Exception {
        var first = start(folder);
        write(first);
        first.stop();
        Files.writeString(folder.resolve(POSTGRES_PID), text);
        Files.writeString(folder.resolve(REDIS_PID), text);
        assertEquals("kept", read(start(folder)));
    }

    @Test
    void aPidReusedByAnotherProcessIsIgnoredAndTheProcessSurvives() throws Exception {
        var first = start(folder);
        write(first);
        first.stop();
        var elsewhere = start(Files.createDirectory(folder.resolve("elsewhere")));
        var others = List.of(
                server(elsewhere.folder(), POSTGRES_PID),
                server(elsewhere.folder(), REDIS_PID),
                ProcessHandle.current());
        for (var other : others) {
            stalePidFile(POSTGRES_PID, other);
            stalePidFile(REDIS_PID, other);
            var next = start(folder);
            assertEquals("kept", read(next));
            next.stop();
        }
        assertTrue(others.stream().allMatch(ProcessHandle::isAlive));
    }

    @Test
    void anIncompleteFirstStartIsRepeated() throws Exception {
        var data = Files.createDirectories(folder.resolve(DATA).resolve("postgres"));
        Files.createFile(data.resolve("postgresql.conf"));
        Files.createFile(Files.createDirectory(data.resolve("global")).resolve("pg_control"));
        write(start(folder));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void postgresIsNotStartedIfItsUrlIsSet(boolean byEnvironment) throws Exception {
        assertEquals(
                Set.of(REDIS_HOSTS),
                start(folder, byEnvironment, JDBC_URL).settings().keySet());
        assertFalse(Files.exists(folder.resolve(DATA).resolve("postgres")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void redisIsNotStartedIfItsUrlIsSet(boolean byEnvironment) throws Exception {
        assertEquals(
                Set.of(JDBC_URL, "quarkus.datasource.username", "quarkus.datasource.password"),
                start(folder, byEnvironment, REDIS_HOSTS).settings().keySet());
        assertFalse(Files.exists(folder.resolve(DATA).resolve("redis")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ifBothUrlsAreSetNothingIsStartedOrCreated(boolean byEnvironment) throws Exception {
        assertEquals(
                Map.of(), start(folder, byEnvironment, JDBC_URL, REDIS_HOSTS).settings());
        assertFalse(Files.exists(folder.resolve(DATA)));
    }

    private void stalePidFile(Path file, ProcessHandle other) throws IOException {
        var stale = Files.writeString(folder.resolve(file), other.pid() + "\n");
        Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private static ProcessHandle server(Path folder, Path pidFile) throws IOException {
        String pid = Files.readAllLines(folder.resolve(pidFile)).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void write(Running running) throws SQLException, IOException {
        try (var connection = running.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table lives as select 'kept' as word");
        }
        assertEquals("+OK", running.redis("SET lives kept", 1));
    }

    /// Reads the stored word from both servers.
    private static String read(Running running) throws SQLException, IOException {
        assertEquals("$4\r\nkept", running.redis("GET lives", 2));
        try (var connection = running.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select word from lives")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /// The error message of a start in the folder, which must fail.
    private static String startError(Path folder) throws Exception {
        var process = builder(folder, List.of()).start();
        process.getOutputStream().close();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertNotEquals(0, process.waitFor());
        return errors.lines().findFirst().orElse("").replaceFirst("^.*IOException: ", "");
    }

    private Running start(Path folder) throws IOException {
        return running(folder, builder(folder, List.of()));
    }

    private Running start(Path folder, boolean byEnvironment, String... named) throws IOException {
        var builder = builder(
                folder,
                byEnvironment
                        ? List.of()
                        : List.of(named).stream()
                                .map(name -> "-D" + name + "=elsewhere")
                                .toList());
        for (String name : byEnvironment ? named : new String[0]) {
            builder.environment().put(variable(name), "elsewhere");
        }
        return running(folder, builder);
    }

    private Running running(Path folder, ProcessBuilder builder) throws IOException {
        var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var settings = new TreeMap<String, String>();
        var lines = process.inputReader();
        for (String line = lines.readLine(); !"started".equals(line); line = lines.readLine()) {
            String[] setting = Objects.requireNonNull(line, "the process ended before its servers had started")
                    .replaceFirst("^setting ", "")
                    .split("=", 2);
            if (line.startsWith("setting ")) {
                settings.put(setting[0], setting[1]);
            }
        }
        var running = new Running(process, folder, settings);
        started.add(running);
        return running;
    }

    private static ProcessBuilder builder(Path folder, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // For a faster start.
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.addAll(options);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), ServersProcess.class.getName(), DATA.toString()));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        List.of(JDBC_URL, REDIS_HOSTS).forEach(name -> builder.environment().remove(variable(name)));
        return builder;
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private record Running(Process process, Path folder, Map<String, String> settings) {

        Connection connect() throws SQLException {
            return DriverManager.getConnection(
                    settings.get(JDBC_URL),
                    settings.get("quarkus.datasource.username"),
                    settings.get("quarkus.datasource.password"));
        }

        /// The first lines of the response to a command.
        String redis(String command, int lines) throws IOException {
            var address = URI.create(settings.get(REDIS_HOSTS));
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                var read = new ArrayList<String>();
                for (int i = 0; i < lines; i++) {
                    read.add(answer.readLine());
                }
                return String.join("\r\n", read);
            }
        }

        int stop() throws IOException, InterruptedException {
            process.getOutputStream().close();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return process.exitValue();
        }
    }
}
