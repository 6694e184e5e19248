package dev.quire;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsTest {

    @Test
    void pagesAreTimedByCollectionAndMode() {
        RestAssured.get("/api/users?page=1");
        RestAssured.get("/api/messages?offset=1");
        RestAssured.get(Management.url("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("quire_pages_seconds_count{collection=\"users\",mode=\"page\"}"))
                .body(containsString("quire_pages_seconds_count{collection=\"messages\",mode=\"offset\"}"));
    }

    @Test
    void countsAreMeasuredByRequestedModeAndRelation() {
        RestAssured.get("/api/users");
        RestAssured.get("/api/users?count=none");
        RestAssured.get("/api/items");
        RestAssured.get(Management.url("/q/metrics"))
                .then()
                .body(containsString("quire_counts_total{asked=\"auto\",collection=\"users\",relation=\"eq\"}"))
                .body(containsString("quire_counts_total{asked=\"none\",collection=\"users\",relation=\"none\"}"))
                .body(containsString("quire_counts_total{asked=\"auto\",collection=\"items\",relation=\"approx\"}"));
    }

    @Test
    void requestsAreTimedByCollectionPathAndNotByTheSharedRoute() {
        RestAssured.get("/api/users");
        RestAssured.get("/api/products/1");
        RestAssured.get("/api/users/1/orders");
        RestAssured.get("/api/users/1/orders/export");
        RestAssured.get("/api/nothing");
        RestAssured.get(Management.url("/q/metrics"))
                .then()
                .body(containsString("uri=\"/api/users\""))
                .body(containsString("uri=\"/api/products/{id}\""))
                .body(containsString("uri=\"/api/users/{user_id}/orders\""))
                .body(containsString("uri=\"/api/users/{user_id}/orders/export\""))
                .body(not(containsString("uri=\"/api/nothing\"")));
    }

    @Test
    void unknownMethodsShareOneLabelValue() {
        RestAssured.request("SPIN", "/api/users");
        RestAssured.request("WEAVE", "/api/users");
        RestAssured.get(Management.url("/q/metrics"))
                .then()
                .body(containsString("http_server_requests_seconds_count{method=\"other\""))
                .body(not(containsString("SPIN")));
    }
}
