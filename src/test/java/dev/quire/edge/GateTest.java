package dev.quire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.RawHttp;
import dev.quire.problem.RouterProblems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GateTest {

    private static final String GET = "GET /api/products?per_page=1 HTTP/1.1\r\nHost: localhost\r\n";
    private static final String EXPECTING = """
            POST /api/%s HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: 2\r
            Expect: 100-continue\r
            \r
            """;

    @Inject
    RouterProblems problems;

    private static RawHttp.Answer ask(String version, String host) {
        return RawHttp.send(
                "GET /api/products?per_page=1 HTTP/" + version + "\r\n" + host + "Connection: close\r\n\r\n");
    }

    @Test
    void aHostThatIsNoneIsRefusedBeforeItEndsUpInALink() {
        for (var host : List.of(
                "a\"b<c", "ex>; rel=\"next\", <http://evil", "x/../../y?z=", "#", "[::1", "a b", "a@b", "", "é")) {
            var answer = ask("1.1", "Host: " + host + "\r\n");
            assertEquals(400, answer.status(), host);
            assertFalse(answer.head().contains("Link"), host);
        }
        assertEquals(400, ask("1.1", "").status());
        assertEquals(400, ask("1.0", "").status());
    }

    @Test
    void aHostIsServedAsItIs() {
        for (var host : List.of("localhost", "api.example.com:8443", "10.1.2.3", "[::1]:80", "my_service:65535")) {
            var answer = ask("1.1", "Host: " + host + "\r\n");
            assertEquals(200, answer.status(), host);
            assertTrue(answer.body().contains("\"self\":\"http://" + host.replace("]:80", "]")), answer.body());
        }
    }

    @Test
    void aMethodThatWritesIsRefusedWhereNothingIsWritten() {
        for (var path : List.of("/", "/q/health", "/q/openapi", "/q/metrics", "/nope", "/api/../q/health")) {
            for (var method : List.of("POST", "PUT", "DELETE", "PATCH", "FOO")) {
                var answer = RestAssured.given().urlEncodingEnabled(false).request(method, path);
                assertEquals(405, answer.statusCode(), method + " " + path);
                assertEquals("GET, HEAD, OPTIONS", answer.header("Allow"));
                assertEquals("method-not-allowed", answer.path("code"));
            }
        }
        for (var method : List.of("TRACE", "CONNECT", "FOO")) {
            var answer =
                    RawHttp.send(method + " /api/products HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertEquals(405, answer.status(), method);
            assertTrue(answer.head().contains("GET, HEAD, OPTIONS, POST"), answer.head());
            assertTrue(answer.body().contains("method-not-allowed"), answer.body());
        }
        assertEquals(404, RestAssured.given().request("FOO", "/api/nope").statusCode());
    }

    @Test
    void withinTheApiEveryPathNamesTheMethodsItServes() {
        var served = Map.of(
                "/api/products", Set.of("GET", "HEAD", "OPTIONS", "POST"),
                "/api/products/1", Set.of("GET", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE"),
                "/api/items", Set.of("GET", "HEAD", "OPTIONS"),
                "/api/items/1", Set.of("GET", "HEAD", "OPTIONS"),
                "/api/orders/1/items", Set.of("GET", "HEAD", "OPTIONS"),
                "/api/users/1/orders/1", Set.of("GET", "HEAD", "OPTIONS"));
        served.forEach((path, methods) -> {
            assertEquals(methods, allowed(RestAssured.options(path).header("Allow")), path);
            for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                if (!methods.contains(method)) {
                    var answer = RestAssured.given().request(method, path);
                    assertEquals(405, answer.statusCode(), method + " " + path);
                    assertEquals(methods, allowed(answer.header("Allow")), method + " " + path);
                    assertEquals("method-not-allowed", answer.path("code"));
                }
            }
        });
        assertEquals(404, RestAssured.post("/api/nope").statusCode());
    }

    private static Set<String> allowed(String header) {
        return Set.of(header.split(", ?", -1));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedUnread() {
        for (var size : List.of("1048577", "99999999999", "9223372036854775807")) {
            var answer = RawHttp.send("POST /api/products HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size
                    + "\r\nContent-Type: application/json\r\n\r\n");
            assertEquals(413, answer.status(), size);
            assertTrue(answer.body().contains("payload-too-large"), answer.body());
        }
        for (var size : List.of("-1", "x", "99999999999999999999", "1, 2")) {
            var answer = RawHttp.send("POST /api/products HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size
                    + "\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n");
            assertTrue(List.of(400, 413).contains(answer.status()), size + " " + answer.head());
        }
    }

    @Test
    void aClientThatSendsAllOfABodyThatIsTooLargeStillReadsWhy() {
        for (var framing : List.of("Content-Length: 8000004", "Transfer-Encoding: chunked")) {
            var chunk = framing.startsWith("T") ? "7a1204\r\n%s\r\n0\r\n\r\n" : "%s";
            var answer = RawHttp.send("POST /api/products HTTP/1.1\r\nHost: localhost\r\n" + framing
                    + "\r\nContent-Type: application/json\r\n\r\n"
                    + chunk.formatted("[\"" + "x".repeat(8_000_000) + "\"]"));
            assertEquals(413, answer.status(), framing);
            assertTrue(answer.body().contains("payload-too-large"), answer.body());
        }
    }

    @Test
    void aConnectionGoesOnIfTheClientWasToldToSendTheBody() {
        assertEquals(
                List.of("100", "400", "200"),
                RawHttp.statuses(EXPECTING.formatted("products"), "{}" + GET + "Connection: close\r\n\r\n"));
    }

    @Test
    void aConnectionEndsIfTheClientWasAnsweredBeforeItSentTheBody() {
        for (var next : List.of("", "{}", GET + "\r\n", "{}" + GET + "\r\n")) {
            assertEquals(List.of("405"), RawHttp.statuses(EXPECTING.formatted("items"), next), next);
        }
    }

    @Test
    void anAddressThatIsTooLongIsRefusedWithAProblem() {
        var answer = RawHttp.get("/api/products?name=" + "x".repeat(16_384));
        assertEquals(414, answer.status(), answer.head());
        assertTrue(answer.body().contains("uri-too-long"), answer.body());
        assertNotEquals(
                414, RawHttp.get("/api/products?name=" + "x".repeat(16_000)).status());
    }

    @Test
    void theSizeOfABodyIsBoundedInReason() {
        for (var size : List.of(0L, 1023L, (10L << 20) + 1, 1L << 32)) {
            EdgeConfig config = () -> new MemorySize(BigInteger.valueOf(size));
            assertThrows(IllegalArgumentException.class, () -> new Gate(problems, config), size.toString());
        }
        assertNotNull(new Gate(problems, () -> new MemorySize(BigInteger.valueOf(10 << 20))));
    }

    @Test
    void optionsTellTheFormsOfAPatch() {
        assertEquals(
                "application/merge-patch+json, application/json",
                RestAssured.options("/api/products/1").header("Accept-Patch"));
    }
}
