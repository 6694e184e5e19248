package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.contract.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A collection that is declared by fields answers like one that is declared by a record: the bricks are the toys.
@QuarkusTest
class DeclaredFieldsTest {

    private static final String FIELDS = "id,name,price,made_at";

    @Test
    void pagesInEveryModeAndSortShowTheSameItems() {
        for (var query : List.of(
                "per_page=7",
                "page=3&sort=-price",
                "limit=5&offset=11&sort=name",
                "price[gte]=2&sort=-name",
                "name[null]=true",
                "count=exact")) {
            assertEquals(
                    Answer.get("/api/toys?" + query + "&fields=" + FIELDS).data(),
                    Answer.get("/api/bricks?" + query).data(),
                    query);
        }
    }

    @Test
    void aWalkByCursorShowsTheSameItems() {
        var toys = Answer.get("/api/toys?per_page=20&sort=price&fields=" + FIELDS);
        var bricks = Answer.get("/api/bricks?per_page=20&sort=price");
        for (int page = 0; page < 3; page++) {
            assertEquals(toys.data(), bricks.data());
            toys = Answer.get("/api/toys?per_page=20&sort=price&fields=" + FIELDS + "&cursor=" + next(toys));
            bricks = Answer.get("/api/bricks?per_page=20&sort=price&cursor=" + next(bricks));
        }
    }

    private static String next(Answer answer) {
        return answer.meta().get("next_cursor").asText();
    }

    @Test
    void anItemAndAnExportShowTheSameFields() {
        var item = Answer.get("/api/toys?per_page=1&fields=" + FIELDS).data().getFirst();
        var id = item.get("id").asText();
        assertEquals(item, Answer.get("/api/bricks/" + id).json());
        assertEquals(
                RestAssured.get("/api/toys/export?format=csv&fields=" + FIELDS).asString(),
                RestAssured.get("/api/bricks/export?format=csv").asString());
    }

    @Test
    void theCollectionIsReadOnlyAndDescribed() throws IOException {
        assertEquals(405, Answer.send("POST", "/api/bricks", Map.of(), "{}").status());
        var document = new ObjectMapper()
                .readTree(RestAssured.get("/q/openapi?format=json").asString());
        JsonNode properties = document.at("/components/schemas/Bricks/properties");
        var names = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        assertEquals(new TreeSet<>(List.of(FIELDS.split(","))), names);
        assertTrue(document.at("/paths").has("/api/bricks/export"));
    }
}
