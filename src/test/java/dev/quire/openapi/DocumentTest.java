package dev.quire.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The document is checked in, so that every change of the API shows in a review.
@QuarkusTest
class DocumentTest {

    private static final Path CHECKED_IN = Path.of("src/main/docs/openapi.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The collections of the tests, by the names of their schemas.
    private static final Map<String, String> TEST_COLLECTIONS =
            Map.of("toys", "Toy", "bricks", "Bricks", "marbles", "Marble");

    /// The served document without the collections of the tests.
    private static JsonNode served() throws IOException {
        var document = JSON.readTree(RestAssured.get("/q/openapi?format=json").asString());
        TEST_COLLECTIONS.forEach((collection, schema) -> {
            ((ObjectNode) document.get("paths"))
                    .properties()
                    .removeIf(path -> path.getKey().startsWith("/api/" + collection));
            ((ObjectNode) document.at("/components/schemas"))
                    .remove(List.of(schema, schema + "Page", schema + "Draft", schema + "Patch"));
            var tags = ((ArrayNode) document.get("tags")).elements();
            while (tags.hasNext()) {
                if (tags.next().get("name").asText().equals(collection)) {
                    tags.remove();
                }
            }
        });
        return document;
    }

    @Test
    void theDocumentIsTheOneCheckedIn() throws IOException {
        var served = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(served()) + "\n";
        if (Boolean.getBoolean("quire.openapi.write")) {
            Files.writeString(CHECKED_IN, served);
        }
        assertEquals(
                Files.readString(CHECKED_IN),
                served,
                "The API changed. If that is meant, check in the document that -Dquire.openapi.write=true writes");
    }

    @Test
    void everyParameterHasAnExampleAndADescription() throws IOException {
        for (var path : served().get("paths")) {
            for (var parameter : path.findValues("parameters").stream()
                    .filter(JsonNode::isArray) // Those of links are none.
                    .flatMap(parameters -> StreamSupport.stream(parameters.spliterator(), false))
                    .toList()) {
                assertFalse(parameter.path("description").asText().isEmpty(), parameter.toString());
                assertTrue(
                        parameter.has("example")
                                || parameter.at("/schema/examples").has(0),
                        parameter.toString());
                assertFalse(parameter.path("schema").isMissingNode(), parameter.toString());
            }
        }
    }

    @Test
    void everyBodyHasAnExampleThatKeepsToItsSchema() throws IOException {
        var document = served();
        var schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        for (var path : document.get("paths")) {
            for (var body : path.findValues("requestBody")) {
                for (var content : body.get("content")) {
                    var schema = (ObjectNode) content.get("schema");
                    schema.set("components", document.get("components"));
                    assertEquals(
                            "[]",
                            schemas.getSchema(schema)
                                    .validate(content.get("example"))
                                    .toString());
                }
            }
        }
    }

    @Test
    void everyAnswerHasASchemaAndAnExample() throws IOException {
        var document = served();
        for (var path : document.get("paths")) {
            for (var answer : path.findValues("responses").stream()
                    .flatMap(answers -> StreamSupport.stream(answers.spliterator(), false))
                    .toList()) {
                var described = answer.has("$ref")
                        ? document.at(answer.get("$ref").asText().substring(1))
                        : answer;
                for (var content : described.path("content")) {
                    assertFalse(content.path("schema").isMissingNode(), answer.toString());
                    assertFalse(
                            content.path("example").isMissingNode()
                                    && content.path("examples").isMissingNode(),
                            answer.toString());
                }
            }
        }
    }

    @Test
    void everyListSaysHowToWalkItAndLinksToItself() throws IOException {
        for (var path : served().get("paths").properties()) {
            var list = path.getValue().get("get");
            if (!path.getKey().matches(".*/(\\{id}|export)")) {
                assertTrue(list.get("description").asText().contains("To read the whole collection"), path.getKey());
                for (var relation : List.of("next", "prev")) {
                    var link = list.at("/responses/200/links/" + relation);
                    assertEquals(list.get("operationId"), link.get("operationId"), path.getKey());
                    assertEquals(
                            "$response.body#/meta/%s_cursor".formatted(relation),
                            link.at("/parameters/cursor").asText());
                }
            }
        }
    }
}
