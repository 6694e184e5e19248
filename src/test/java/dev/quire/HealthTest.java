package dev.quire;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServers.class)
class HealthTest {

    @Test
    void readinessChecksTheDatabaseButNotRedis() {
        when().get(Management.url("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem(containsString("Database")))
                .body("checks.name", not(hasItem(containsString("Redis"))));
    }

    @Test
    void healthAndMetricsAreNotAvailableOnThePublicPort() {
        for (var path : List.of("/q/health", "/q/metrics", "/q/health/live", "/q/dev-ui/..%2fmetrics")) {
            for (var pattern :
                    List.of("%s", "/%s", "/api/..%s", "/api/%%2e%%2e%s", "/q/./../%s", "%s/", "%s;x", "//%s")) {
                var target = pattern.formatted(path);
                var answer = given().urlEncodingEnabled(false).get(target);
                assertTrue(List.of(400, 404).contains(answer.statusCode()), target + " " + answer.statusCode());
                assertEquals("application/problem+json", answer.contentType(), target);
            }
        }
    }
}
