package dev.quire.edge;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPEndpoint;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestServers.class)
class RequestIdTest {

    private static final String HEADER = "X-Request-Id";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TestHTTPEndpoint(Probe.class)
    @TestHTTPResource
    URI probes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q/health/live",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/",
                "/probe/worker",
                "/nowhere",
                "/probe/failure",
                "/api/nowhere/%00",
                "//",
                "/../q/health"
            })
    void everyAnswerOnEveryPathCarriesTheIdOfItsRequest(String path) {
        given().urlEncodingEnabled(false)
                .header(HEADER, "caller-7")
                .when()
                .get(path)
                .then()
                .header(HEADER, equalTo("caller-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/q/health/live", "/nowhere"})
    void anIdIsMadeWhereTheRequestHasNone(String path) {
        when().get(path).then().header(HEADER, matchesPattern(UUID));
    }

    @Test
    void twoRequestsGetTwoIds() {
        assertNotEquals(when().get("/").header(HEADER), when().get("/").header(HEADER));
    }

    @Test
    void aRefusedMethodCarriesItToo() {
        given().header(HEADER, "caller-7")
                .when()
                .delete("/probe/worker")
                .then()
                .statusCode(405)
                .header(HEADER, equalTo("caller-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "OPTIONS * HTTP/1.1\r\nHost: quire"})
    void aRequestRefusedAsItIsReadCarriesItToo(String start) throws IOException {
        try (var socket = new Socket(probes.getHost(), probes.getPort())) {
            var request = start + "\r\nX-Request-Id: caller-7\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertTrue(answer.contains("\r\nX-Request-Id: caller-7\r\n"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128})
    void idsOfUpTo128CharactersAreKept(int length) {
        String id = "x".repeat(length);
        given().header(HEADER, id).when().get("/").then().header(HEADER, equalTo(id));
    }

    @Test
    void everyCharacterOfTheUsualFormsIsKept() {
        String id = "Root=1-67891233:abc_DEF/012.3+45==";
        given().header(HEADER, id).when().get("/").then().header(HEADER, equalTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a,b", "<script>", "a\"b", "${jndi:x}", "caf\u00e9"})
    void anIdWithAnyOtherCharacterIsReplaced(String id) {
        given().header(HEADER, id).when().get("/").then().header(HEADER, matchesPattern(UUID));
    }

    @Test
    void anIdOf129CharactersIsReplaced() {
        given().header(HEADER, "x".repeat(129)).when().get("/").then().header(HEADER, matchesPattern(UUID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "virtual"})
    void whatIsLoggedForARequestBearsItsId(String thread) {
        assertEquals(
                "caller-7",
                given().header(HEADER, "caller-7").get("/probe/" + thread).asString());
        var next = when().get("/probe/" + thread);
        assertEquals(next.header(HEADER), next.asString());
    }
}
