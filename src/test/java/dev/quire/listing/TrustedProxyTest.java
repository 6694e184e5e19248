package dev.quire.listing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.quire.OtherSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OtherSettings.class)
class TrustedProxyTest {

    /// The links of a request that comes from a trusted proxy on the loopback address.
    private static String self(Map<String, String> headers) {
        return given().headers(headers).get("/api/products?per_page=1").path("links.self");
    }

    @Test
    void linksHonourXForwardedFromATrustedProxy() {
        assertEquals(
                "https://api.example.com/shop/api/products?per_page=1",
                self(Map.of(
                        "X-Forwarded-Host", "api.example.com",
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Prefix", "/shop")));
    }

    @Test
    void linksToListsOfEmbeddedItemsHonourThemToo() {
        var forwarded = Map.of(
                "X-Forwarded-Host", "api.example.com",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Prefix", "/api/users");
        for (var path :
                List.of("/api/users?embed=orders&per_page=1&fields=id", "/api/users/?embed=orders&per_page=1")) {
            var user = given().headers(forwarded).get(path).jsonPath();
            var link = "https://api.example.com/api/users/api/users/%s/orders".formatted(user.getInt("data[0].id"));
            assertEquals(link, user.getString("data[0].orders_meta.link"));
            var item =
                    given().headers(forwarded).get("/api/users/%s?embed=orders".formatted(user.getInt("data[0].id")));
            assertEquals(link, item.path("orders_meta.link"));
        }
    }

    @Test
    void linksHonourForwardedFromATrustedProxy() {
        assertEquals(
                "https://api.example.com:8443/api/products?per_page=1",
                self(Map.of("Forwarded", "for=192.0.2.60;proto=https;host=\"api.example.com:8443\"")));
    }

    @Test
    void whatAProxyForwardsMakesNoEntryOfItsOwn() {
        var target = "/api/products?per_page=1&page=2";
        var direct = given().get(target);
        var base = direct.jsonPath().getString("links.self").replaceFirst("/api/.*", "");
        for (var headers : List.of(
                Map.of("X-Forwarded-Host", "a.example"),
                Map.of("X-Forwarded-Host", "a.example", "X-Forwarded-Prefix", "/shop"),
                Map.of("X-Forwarded-Host", "b.example", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "8443"),
                Map.of("Forwarded", "proto=https;host=c.example"))) {
            var answer = given().headers(headers).get(target);
            assertEquals("quire; hit", answer.header("Cache-Status"), headers.toString());
            assertEquals(direct.header("ETag"), answer.header("ETag"));
            var there = answer.jsonPath().getString("links.self").replaceFirst("/api/.*", "");
            assertNotEquals(base, there);
            assertEquals(direct.asString().replace(base, there), answer.asString());
        }
        assertEquals(direct.asString(), given().get(target).asString());
    }
}
