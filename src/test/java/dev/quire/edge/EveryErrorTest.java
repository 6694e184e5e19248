package dev.quire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.Management;
import dev.quire.contract.RawHttp;
import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every error response is a problem document, whichever part of the service or the framework refuses the request.
@QuarkusTest
class EveryErrorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "Host: localhost\r\n";

    @Inject
    RouterProblems problems;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "GET /%zz 400",
                "GET /api/products%zz 400",
                "GET /api/products?sku=%zz 400",
                "GET /api/users/%zz/orders 400",
                "GET /q/openapi/%zz 400",
                "GET /q/swagger-ui/%zz 400",
                "GET /% 400",
                "GET /%a 400",
                "GET /a%00 404",
                "GET /%ff 404",
                "GET /api/products/%ff 404",
                "GET // 400",
                "GET //api/products 400",
                "GET /;x 400",
                "GET * 400",
                "GET nope 400",
                "GET ?x 400",
                "GET /api 404",
                "GET /api/products/1/nope 404",
                "GET /q/nope 404",
                "GET http://localhost/nope 404",
                "GET http://localhost/%zz 400",
                "GET http://other/nope 400",
                "GET ftp://localhost/ 400",
                "HEAD /nope 404",
                "HEAD /%zz 400",
                "POST /api/products/%zz 400",
                "DELETE /q/openapi 405",
                "OPTIONS * 404",
                "OPTIONS /api/nope 404",
                "CONNECT localhost:80 400",
                "CONNECT / 405",
                "TRACE / 405",
                "TRACE * 400",
                "PROPFIND /api/products/1 405",
                "FOO / 405",
                "FOO * 400"
            })
    void aRefusedRequestGetsAProblem(String method, String target, int status) throws JsonProcessingException {
        assertProblem(
                method,
                status,
                RawHttp.send(method + " " + target + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"'Host: a b\r\n', 400", "'Host:\r\n', 400", "'', 400", "'Host: a\r\nHost: b\r\n', 400"})
    void anInvalidHostGetsAProblem(String host, int status) throws JsonProcessingException {
        assertProblem("GET", status, RawHttp.send("GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"));
    }

    @Test
    void anOverlongTargetGetsAProblem() throws JsonProcessingException {
        assertProblem(
                "GET",
                414,
                RawHttp.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS *", "GET *", "GET nope", "GET ?x", "TRACE *", "GET /%zz", "GET //", "GET /nope"})
    void theManagementPortSendsProblemsToo(String start) throws JsonProcessingException {
        var answer = RawHttp.send(
                URI.create(Management.url("/")).getPort(),
                start + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        assertProblem("GET", answer.status(), answer);
    }

    private static void assertProblem(String method, int status, RawHttp.Answer answer) throws JsonProcessingException {
        assertEquals(status, answer.status(), answer.head());
        assertTrue(
                answer.head().matches("(?is).*\r\ncontent-type: application/problem\\+json(\r\n.*)?"), answer.head());
        assertTrue(answer.head().matches("(?is).*\r\nx-request-id: .*"), answer.head());
        if (method.equals("HEAD")) {
            assertEquals("", answer.body());
        } else {
            assertEquals(status, JSON.readTree(answer.body()).get("status").asInt(), answer.body());
        }
    }

    @Test
    void anErrorThatTheFrameworkSendsWithoutABodyGetsOne() throws JsonProcessingException {
        var limits = new Connections.Limits(500, 100, 100, 100, 100, 100, 32);
        var channel = new EmbeddedChannel(new Watch(limits, problems, new SimpleMeterRegistry()));
        for (var method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD, HttpMethod.GET}) {
            channel.writeInbound(
                    new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, "/%zz", Unpooled.EMPTY_BUFFER));
        }
        for (var status : new int[] {400, 404, 204}) {
            var bare = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
            bare.headers().set("content-length", 0);
            channel.writeOutbound(bare);
        }
        FullHttpResponse got = channel.readOutbound();
        var body = got.content().toString(StandardCharsets.UTF_8);
        assertEquals("application/problem+json", got.headers().get("Content-Type"));
        assertEquals(Integer.toString(body.length()), got.headers().get("Content-Length"));
        assertEquals("nosniff", got.headers().get("X-Content-Type-Options"));
        assertEquals("invalid-request", JSON.readTree(body).get("code").asText());
        FullHttpResponse head = channel.readOutbound();
        assertEquals("application/problem+json", head.headers().get("Content-Type"));
        assertTrue(head.headers().getInt("Content-Length") > 0);
        assertEquals(0, head.content().readableBytes());
        FullHttpResponse served = channel.readOutbound();
        assertEquals(null, served.headers().get("Content-Type"));
        channel.finishAndReleaseAll();
    }
}
