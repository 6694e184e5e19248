package dev.quire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/// A process of the production package, run by the JDK of the tests. Its output is stored in files of its folder.
record PackagedQuire(Process process, Path folder) {

    static final Path APPLICATION = Path.of("target/quarkus-app").toAbsolutePath();

    /// The processes live for seconds, too short for the optimizing compiler and a parallel collector to pay off.
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final Pattern MANAGED = Pattern.compile("Management interface listening on http://[^:]+:(\\d+)");

    /// Settings for this database, for the other servers of the tests and for any free ports.
    static Map<String, String> settings(PGSimpleDataSource database) {
        var servers = TestServers.settings();
        var settings = new HashMap<String, String>();
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", database.getURL());
        settings.put("QUARKUS_DATASOURCE_USERNAME", servers.get("quarkus.datasource.username"));
        settings.put("QUARKUS_DATASOURCE_PASSWORD", servers.get("quarkus.datasource.password"));
        settings.put("QUIRE_CURSOR_KEY_FILE", servers.get("quire.cursor.key-file"));
        settings.put("QUARKUS_REDIS_HOSTS", servers.get("quarkus.redis.hosts"));
        // Long timeouts: on a busy machine, tests may hold locks for a long time.
        settings.put("QUIRE_DEADLINE_LOCK", "40");
        settings.put("QUIRE_DEADLINE_STATEMENT", "50");
        settings.put("QUIRE_DEADLINE_SOCKET", "55");
        settings.put("QUIRE_DEADLINE_IDLE_IN_TRANSACTION", "60");
        settings.put("QUIRE_BULKHEAD_PATIENCE", "5s");
        settings.put("QUARKUS_HTTP_PORT", "0");
        settings.put("QUARKUS_MANAGEMENT_PORT", "0");
        // The tests send more requests from one address than the limit allows.
        settings.put("QUIRE_RATE_LIMIT_ENABLED", "false");
        return settings;
    }

    static PackagedQuire start(Path folder, Map<String, String> settings, List<String> options, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_START);
        command.addAll(options);
        command.addAll(List.of("-jar", APPLICATION.resolve("quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
        builder.environment().putAll(settings);
        return new PackagedQuire(builder.start(), folder);
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    int status() throws InterruptedException {
        return process.waitFor();
    }

    /// Waits until the service listens, and sends a request to the public port.
    HttpResponse<String> send(String method, String target) throws IOException, InterruptedException {
        return CLIENT.send(request(method, target), BodyHandlers.ofString());
    }

    /// Waits until the service listens, and sends a GET request to the management port.
    HttpResponse<String> manage(String target) throws IOException, InterruptedException {
        return CLIENT.send(request("GET", port(MANAGED), target), BodyHandlers.ofString());
    }

    HttpRequest request(String method, String target) throws IOException, InterruptedException {
        return request(method, port(), target);
    }

    private static HttpRequest request(String method, int port, String target) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    int port() throws IOException, InterruptedException {
        return port(LISTENING);
    }

    private int port(Pattern logged) throws IOException, InterruptedException {
        for (int i = 0; i < 2400 && process.isAlive(); i++) {
            var listening = logged.matcher(output());
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError(output() + errors());
    }

    /// The peak resident memory of the process in kB. Negative if the operating system does not report it, or if the
    /// process has ended.
    long peakMemory() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | UncheckedIOException e) {
            return -1;
        }
    }
}
