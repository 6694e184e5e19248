package dev.quire.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quire.TestServers;
import dev.quire.contract.AnswerStream;
import dev.quire.contract.Database;
import dev.quire.contract.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests exports over HTTP/1.0, where the end of the connection is the end of the body: a client, or a proxy such as
/// nginx with its default settings, must be able to tell an export that was cut off from a complete one.
@QuarkusTest
@Timeout(120)
class EndOfConnectionTest {

    private static final String WAITING =
            "select count(*) from pg_locks where not granted and relation = 'items'::regclass";

    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid %1$s/pid;
            error_log %1$s/errors;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                server {
                    listen 127.0.0.1:%2$d;
                    location / { proxy_pass http://127.0.0.1:%3$d; }
                }
            }
            """;

    private static Socket request(String target, String headers) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1 << 16); // So that a reader that pauses soon blocks the server.
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        socket.getOutputStream()
                .write("GET %s HTTP/1.0\r\nHost: localhost\r\n%s\r\n"
                        .formatted(target, headers)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// Runs the reader of an export of the items and meanwhile makes a query for the next chunk fail.
    private static <T> FutureTask<T> readUntilFailure(Callable<T> reader) throws Exception {
        var reading = new FutureTask<>(reader);
        try (var connection = TestServers.sharedDatabase().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("lock table items in access exclusive mode");
            Thread.ofVirtual().start(reading);
            while (Database.number(WAITING) == 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            Database.values("select pg_cancel_backend(pid) from pg_locks where not granted"
                    + " and relation = 'items'::regclass");
            connection.rollback();
        }
        return reading;
    }

    @Test
    void anExportThatIsCutOffResetsTheConnection() throws Exception {
        for (var query : List.of("format=csv", "format=json", "marks=none", "format=ndjson")) {
            for (var headers : List.of("", "Connection: keep-alive\r\n", "Accept-Encoding: gzip\r\n")) {
                try (var socket = request("/api/items/export?" + query, headers)) {
                    var in = socket.getInputStream();
                    assertTrue(new String(in.readNBytes(1_000), StandardCharsets.ISO_8859_1).contains(" 200 OK\r\n"));
                    var outcome = readUntilFailure(() -> assertThrows(SocketException.class, in::readAllBytes));
                    assertEquals("Connection reset", outcome.get().getMessage());
                }
            }
        }
    }

    @Test
    void aCompleteExportEndsTheConnection() throws Exception {
        var rows = Database.number("select count(*) from users") + 1;
        for (var headers : List.of("", "Connection: keep-alive\r\n", "TE: trailers\r\n")) {
            try (var socket = request("/api/users/export?format=csv", headers)) {
                var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                var body = text.indexOf("\r\n\r\n") + 4;
                assertEquals(rows, text.substring(body).lines().count());
                assertFalse(text.substring(0, body).matches("(?is).*(Transfer-Encoding|Trailer):.*"), text);
            }
        }
    }

    /// All other responses state their length, by which a client detects a missing part.
    @Test
    void otherResponsesStateTheirLength() {
        for (var target : List.of(
                "/api/products",
                "/api/products/1",
                "/api/products/0",
                "/api/products?page=x",
                "/api",
                "/",
                "/q/openapi",
                "/q/swagger-ui/",
                "/nothing")) {
            var answer = RawHttp.send("GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n".formatted(target));
            assertTrue(answer.head().matches("(?is).*\r\nContent-Length: \\d+.*"), target + ": " + answer.head());
        }
    }

    @Test
    void behindNginxAnExportThatIsCutOffIsIncomplete(@TempDir Path folder) throws Exception {
        var program = Stream.of(
                        "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
        assumeTrue(program.isPresent(), "nginx is not installed");
        int port = freePort();
        var configuration = Files.writeString(
                folder.resolve("nginx.conf"), CONFIGURATION.formatted(folder, port, RestAssured.port));
        var nginx = new ProcessBuilder(program.get(), "-p", folder.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            awaitPort(nginx, port, folder);
            try (var whole = new AnswerStream(port, "/api/users/export?format=csv", "")) {
                whole.readAll();
                assertTrue(whole.isWhole());
            }
            for (var format : List.of("csv", "ndjson")) {
                try (var cut = new AnswerStream(port, "/api/items/export?format=" + format, "")) {
                    assertEquals(200, cut.status());
                    cut.read(1_000);
                    readUntilFailure(cut::readAll).get();
                    assertFalse(cut.isWhole(), format);
                }
            }
        } finally {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process nginx, int port, Path folder) throws Exception {
        while (true) {
            try (var _ = new Socket("localhost", port)) {
                return;
            } catch (IOException e) {
                assertTrue(nginx.isAlive(), () -> "nginx has ended: " + text(folder.resolve("output")));
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
