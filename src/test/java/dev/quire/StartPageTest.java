package dev.quire;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.catalogue.Catalogue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServers.class)
class StartPageTest {

    @Inject
    Catalogue catalogue;

    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"");

    @Test
    void theStartPageStatesThePurposeOfQuire() {
        when().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("Quire serves large PostgreSQL collections as fast, safe, paged REST APIs."));
    }

    @Test
    void theStartPageIsRevalidatedOnEachUse() {
        when().get("/").then().header("Cache-Control", "no-cache");
    }

    @Test
    void theStartPageLinksThreeExamplesEveryCollectionAndTheServiceItself() {
        var links = new ArrayList<>(List.of(
                "/api/items?page=27096",
                "/api/products?sort=-price&limit=5&offset=90",
                "/api/orders?status=cancelled&sort=-total&fields=number,country,total"));
        catalogue.collections().stream()
                .map(collection -> collection.declaration().path())
                .filter(path -> !path.contains("{"))
                .forEach(links::add);
        assertTrue(links.containsAll(List.of("/api/products", "/api/files", "/api/toys")));
        links.addAll(List.of("/q/swagger-ui", "/q/openapi"));
        assertEquals(links, links());
        assertTrue(page().contains("<strong>messages</strong><span>The activity feed, newest first.</span>"));
    }

    @Test
    void theLinksToTheServiceItselfWork() {
        for (String link :
                links().stream().filter(link -> link.startsWith("/q/")).toList()) {
            when().get(link).then().statusCode(200);
        }
    }

    @Test
    void theStartPageLoadsNoExternalResourcesAndRunsNoScript() {
        String page = page();
        assertFalse(page.contains("<script"));
        assertFalse(Pattern.compile("\\bon[a-z]+=").matcher(page).find());
        assertFalse(Pattern.compile("(src|href)=\"(https?:)?//|url\\(|@import")
                .matcher(page)
                .find());
    }

    private static List<String> links() {
        return LINK.matcher(page())
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .toList();
    }

    private static String page() {
        return when().get("/").then().extract().asString();
    }
}
