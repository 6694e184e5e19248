package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// README's walks against a server whose responses are given by the test.
@Timeout(60)
class ReadmeWalkFailureTest {

    private static final String FIRST = "{\"data\":[{\"id\":1},{\"id\":2}],\"meta\":{\"next_cursor\":\"a-b_c\"}}";
    private static final String LAST = "{\"data\":[{\"id\":3}],\"meta\":{}}";

    @TempDir
    private Path folder;

    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<String> queries = new ArrayList<>();
    private HttpServer server;

    private record Reply(int status, String body, int missing) {
        Reply(int status, String body) {
            this(status, body, 0);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/items", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        queries.add(exchange.getRequestURI().getQuery());
        var reply = replies.remove();
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (reply.status() != 200) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(reply.status(), body.length + reply.missing());
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ReadmeWalk.Result run(ReadmeWalk walk, Reply... answers) throws Exception {
        replies.addAll(List.of(answers));
        return walk.run(folder, server.getAddress().getPort(), "items");
    }

    @ParameterizedTest
    @MethodSource("dev.quire.ReadmeWalk#runnable")
    void aRefusedRequestIsRepeatedAfterTheTimeInRetryAfter(ReadmeWalk walk) throws Exception {
        var result = run(
                walk,
                new Reply(200, FIRST),
                new Reply(429, "{\"code\":\"quota-exceeded\"}"),
                new Reply(503, "{\"code\":\"overloaded\"}"),
                new Reply(200, LAST));
        assertEquals(0, result.status(), result.errors());
        assertEquals(
                List.of("{\"id\":1}", "{\"id\":2}", "{\"id\":3}"),
                result.output().lines().map(line -> line.replace(" ", "")).toList());
        var first = "per_page=100&count=none";
        var second = first + "&cursor=a-b_c";
        assertEquals(List.of(first, second, second, second), queries);
    }

    @ParameterizedTest
    @MethodSource("dev.quire.ReadmeWalk#runnable")
    void anyOtherErrorEndsTheWalkWithAMessageAndAStatus(ReadmeWalk walk) throws Exception {
        var result = run(walk, new Reply(200, FIRST), new Reply(410, "{\"code\":\"expired-cursor\"}"));
        assertFailed(result);
    }

    @ParameterizedTest
    @MethodSource("dev.quire.ReadmeWalk#runnable")
    void aResponseThatIsCutOffEndsTheWalkWithAMessageAndAStatus(ReadmeWalk walk) throws Exception {
        var result = run(walk, new Reply(200, FIRST), new Reply(200, LAST, 10));
        assertFailed(result);
    }

    private static void assertFailed(ReadmeWalk.Result result) {
        assertNotEquals(0, result.status());
        assertFalse(result.errors().isBlank());
        assertEquals(2, result.output().lines().count(), result.output());
    }
}
