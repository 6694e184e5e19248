package dev.quire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.Management;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SecurityHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/products?per_page=1",
                "/api/products/1",
                "/api/nope",
                "/nope",
                "/q/openapi",
                "/q/swagger-ui/",
                "/api/products?page=0",
                "/probe/failure"
            })
    void everyAnswerBearsThem(String target) {
        var answer = RestAssured.get(target);
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("no-referrer", answer.header("Referrer-Policy"));
        assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy"));
        assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'none'; frame-ancestors 'none'"));
        assertFalse(answer.headers().hasHeaderWithName("Strict-Transport-Security"));
    }

    @Test
    void theyAndAnIdAreOnThePortForHealthAndMetricsTooWhichLeadsNowhereElse() {
        for (var target : List.of("/q/health/live", "/q/metrics", "/", "/api/products", "/q/openapi")) {
            var answer = RestAssured.get(Management.url(target));
            assertEquals("nosniff", answer.header("X-Content-Type-Options"), target);
            assertFalse(answer.header("X-Request-Id").isEmpty(), target);
            assertEquals(target.matches("/q/[hm].*") ? 200 : 404, answer.statusCode(), target);
        }
        assertEquals(
                "not-found", RestAssured.get(Management.url("/api/products")).path("code"));
    }

    @Test
    void dataMayBeShownAndNothingElse() {
        assertEquals(
                "default-src 'none'; frame-ancestors 'none'",
                RestAssured.get("/api/products?per_page=1").header("Content-Security-Policy"));
    }

    @Test
    void withoutASettingNoOriginMayRead() {
        var answer =
                RestAssured.given().header("Origin", "https://shop.example.com").get("/api/products?per_page=1");
        assertFalse(answer.headers().hasHeaderWithName("Access-Control-Allow-Origin"));
    }
}
