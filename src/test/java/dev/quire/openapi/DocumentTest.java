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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Tests the OpenAPI document. It is checked in, so that every change of the API is visible in a review.
@QuarkusTest
class DocumentTest {

    private static final Path CHECKED_IN = Path.of("src/main/docs/openapi.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The served document without the toys, a collection that exists in tests only.
    private static JsonNode served() throws IOException {
        var document = JSON.readTree(RestAssured.get("/q/openapi?format=json").asString());
        ((ObjectNode) document.get("paths"))
                .properties()
                .removeIf(path -> path.getKey().startsWith("/api/toys"));
        ((ObjectNode) document.at("/components/schemas")).remove(List.of("Toy", "ToyPage", "ToyDraft", "ToyPatch"));
        var tags = ((ArrayNode) document.get("tags")).elements();
        while (tags.hasNext()) {
            if (tags.next().get("name").asText().equals("toys")) {
                tags.remove();
            }
        }
        return document;
    }

    @Test
    void theServedDocumentEqualsTheCheckedInOne() throws IOException {
        var served = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(served()) + "\n";
        if (Boolean.getBoolean("quire.openapi.write")) {
            Files.writeString(CHECKED_IN, served);
        }
        assertEquals(
                Files.readString(CHECKED_IN),
                served,
                "The API has changed. If this is intended, run with -Dquire.openapi.write=true and commit the file");
    }

    @Test
    void everyParameterHasAnExampleAndADescription() throws IOException {
        for (var path : served().get("paths")) {
            for (var parameter : path.findValues("parameters").stream()
                    .filter(JsonNode::isArray) // The parameters of a link are an object.
                    .flatMap(parameters -> StreamSupport.stream(parameters.spliterator(), false))
                    .toList()) {
                assertFalse(parameter.path("description").asText().isEmpty(), parameter.toString());
                assertFalse(parameter.path("example").isMissingNode(), parameter.toString());
                assertFalse(parameter.path("schema").isMissingNode(), parameter.toString());
            }
        }
    }

    @Test
    void everyRequestBodyHasAnExampleThatConformsToItsSchema() throws IOException {
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
    void everyResponseHasASchemaAndAnExample() throws IOException {
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
    void everyListDescribesPagingAndLinksToItself() throws IOException {
        for (var path : served().get("paths").properties()) {
            var list = path.getValue().get("get");
            if (!path.getKey().matches(".*/(\\{id}|export)")) {
                assertTrue(list.get("description").asText().contains("To walk through all of them"), path.getKey());
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
