package dev.quire.listing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UntrustedProxyTest {

    @Test
    void aForgedForwardingHeaderChangesNoLink() {
        for (var forged : List.of(
                Map.of("X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "444"),
                Map.of("Forwarded", "host=evil.example;proto=https"),
                Map.of("X-Forwarded-Prefix", "/evil"))) {
            var answer = given().headers(forged).get("/api/products");
            assertTrue(
                    answer.<String>path("links.self").equals("http://localhost:" + RestAssured.port + "/api/products"),
                    answer.asString());
            assertTrue(answer.header("Link").startsWith("<http://localhost:"));
        }
    }
}
