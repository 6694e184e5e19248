package dev.quire.listing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
