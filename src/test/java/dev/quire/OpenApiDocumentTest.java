package dev.quire;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EdgeTestServers.class)
class OpenApiDocumentTest {

    @Test
    void theDocumentIntroducesTheService() {
        given().accept(ContentType.JSON)
                .when()
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("openapi", equalTo("3.1.0"))
                .body("info.title", equalTo("Quire"))
                .body("info.version", not(emptyOrNullString()))
                .body("info.description", containsString("paged REST APIs"))
                .body("info.contact.name", not(emptyOrNullString()))
                .body("info.license.name", equalTo("Apache-2.0"))
                .body("servers.url", equalTo(List.of("/")));
    }

    @Test
    void theSwaggerUiShowsTheDocument() {
        when().get("/q/swagger-ui").then().statusCode(200).body(containsString("/q/openapi"));
    }
}
