package dev.quire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.OtherSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OtherSettings.class)
class CorsTest {

    private static final String SHOP = OtherSettings.SHOP;
    private static final String LOCAL = OtherSettings.LOCAL;
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private static Response get(String origin, String target) {
        return RestAssured.given().header("Origin", origin).get(target);
    }

    private static Response preflight(String origin, String target) {
        return RestAssured.given()
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "content-type, if-match")
                .options(target);
    }

    private static void assertVaries(Response answer) {
        assertTrue(
                answer.headers().getValues("Vary").contains("Origin"),
                answer.headers().toString());
    }

    @Test
    void aListedOriginMayRead() {
        var answer = get(SHOP, "/api/products?per_page=1");
        assertEquals(200, answer.statusCode());
        assertEquals(SHOP, answer.header(ALLOWED));
        assertFalse(answer.headers().hasHeaderWithName("Access-Control-Allow-Credentials"));
        assertVaries(answer);
    }

    @Test
    void everyHeaderOfOursThatAnAnswerHasMayBeRead() {
        var answer = get(SHOP, "/api/products?per_page=1");
        var exposed = List.of(answer.header("Access-Control-Expose-Headers").split(", ", -1));
        for (var name : List.of("Link", "ETag", "Cache-Status", "RateLimit", "RateLimit-Policy", "X-Request-Id")) {
            assertTrue(answer.headers().hasHeaderWithName(name), name);
            assertTrue(exposed.contains(name), name);
        }
        for (var name : List.of("Retry-After", "Location", "Allow", "Accept-Patch", "Content-Disposition")) {
            assertTrue(exposed.contains(name), name);
        }
    }

    @Test
    void whatIsKeptForOneOriginNamesItToNoOther() {
        for (var origin : List.of(SHOP, LOCAL)) {
            assertEquals(origin, get(origin, "/api/products?per_page=2").header(ALLOWED));
        }
        var answer = RestAssured.get("/api/products?per_page=2");
        assertFalse(answer.headers().hasHeaderWithName(ALLOWED));
        assertVaries(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://shop.example.com.evil.example",
                "https://evilshop.example.com",
                "http://shop.example.com",
                "https://shop.example.com:8443",
                "https://SHOP.example.com",
                "https://shop.example.com, https://evil.example",
                "null",
                "*"
            })
    void noOtherOriginMayReadOrSend(String origin) {
        var answer = get(origin, "/api/products?per_page=1");
        assertEquals(200, answer.statusCode());
        for (var response : List.of(answer, preflight(origin, "/api/products/1"))) {
            assertFalse(response.headers().asList().stream()
                    .anyMatch(header -> header.getName().startsWith("Access-Control-")));
            assertVaries(response);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/products?page=0", "/api/nope", "/nope", "/api/../nope", "/api/products/0", "/probe/failure"
            })
    void aListedOriginMayReadErrorsToo(String target) {
        var answer = RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Origin", LOCAL)
                .get(target);
        assertEquals(LOCAL, answer.header(ALLOWED), target);
        assertEquals("application/problem+json", answer.contentType());
    }

    @Test
    void aListedOriginIsToldBeforehandWhatItMaySend() {
        var answer = preflight(SHOP, "/api/products/1");
        assertEquals(204, answer.statusCode());
        assertEquals(SHOP, answer.header(ALLOWED));
        assertTrue(answer.header("Access-Control-Allow-Methods").contains("PATCH"));
        assertTrue(answer.header("Access-Control-Allow-Headers").contains("If-Match"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertFalse(answer.header("X-Request-Id").isEmpty());
        assertVaries(answer);
    }

    @Test
    void whatIsAskedBeforehandCostsNothing() {
        assertFalse(preflight(SHOP, "/api/products/1").headers().hasHeaderWithName("RateLimit"));
        assertTrue(get(SHOP, "/api/products/1").headers().hasHeaderWithName("RateLimit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example.com",
                "https://shop.example.com/",
                "https://*.example.com",
                "https://shop.example.com https://x.example",
                "null",
                "*",
                ""
            })
    void whatIsNoOriginIsRefusedAtTheStart(String origin) {
        assertThrows(IllegalArgumentException.class, () -> new Cors(() -> Optional.of(List.of(SHOP, origin))));
    }

    @Test
    void anAddressAndAPortMakeAnOrigin() {
        assertNotNull(new Cors(() -> Optional.of(List.of("http://[::1]:3000", "http://127.0.0.1:8080", SHOP))));
    }
}
