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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The document is checked in, so that every change of the API shows in a review.
@QuarkusTest
class DocumentTest {

    private static final Path CHECKED_IN = Path.of("src/main/docs/openapi.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The collections of the tests, by the names of their schemas.
    private static final Map<String, String> TEST_COLLECTIONS =
            Map.of("toys", "Toy", "bricks", "Bricks", "marbles", "Marble", "readings", "Reading");

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

    /// Swagger UI fills in an `example` and sends it, but not the `examples` of a schema.
    @Test
    void everyParameterHasADescriptionAndAnExampleThatIsSentOnlyIfTheParameterIsRequired() throws IOException {
        for (var operation : operations()) {
            for (var parameter : operation.path("parameters")) {
                assertFalse(parameter.path("description").asText().isEmpty(), parameter.toString());
                var required = parameter.path("required").asBoolean();
                assertEquals(required, parameter.has("example"), parameter.toString());
                assertEquals(required, parameter.at("/schema/examples/0").isMissingNode(), parameter.toString());
                assertFalse(parameter.has("examples") || parameter.at("/schema").has("example"), parameter.toString());
            }
        }
    }

    /// Swagger UI and some generated clients send the default of every parameter that the reader leaves out.
    @Test
    void everyDefaultMayBeSentInEveryMode() throws IOException {
        for (var path : lists().entrySet()) {
            var defaults = new TreeMap<String, String>();
            for (var parameter : path.getValue().get("parameters")) {
                if (parameter.get("schema").has("default")) {
                    defaults.put(
                            parameter.get("name").asText(),
                            parameter.at("/schema/default").asText());
                }
            }
            assertTrue(defaults.containsKey("sort"), path.getKey());
            var concrete = path.getKey().replaceAll("\\{\\w+}", "1");
            if (concrete.equals("/api/files")) {
                continue; // Its folder is not there in this application.
            }
            var cursor = RestAssured.get(concrete + "?per_page=1")
                    .path("meta.next_cursor")
                    .toString();
            for (var mode : List.of(Map.of("page", 1), Map.of("offset", 0, "limit", 2), Map.of("cursor", cursor))) {
                var answer = RestAssured.given()
                        .queryParams(defaults)
                        .queryParams(mode)
                        .get(concrete);
                assertEquals(200, answer.statusCode(), () -> concrete + defaults + mode + answer.asString());
            }
        }
    }

    /// Generators derive the constant from the value, or take the given name as it is.
    @Test
    void theConstantsOfEveryEnumerationHaveDistinctNames() throws IOException {
        var enumerations = served().findParents("enum");
        assertFalse(enumerations.isEmpty());
        for (var schema : enumerations) {
            var names = new ArrayList<String>();
            schema.path("x-enum-varnames").forEach(name -> names.add(name.asText()));
            if (names.isEmpty()) {
                schema.get("enum").forEach(value -> names.add(value.asText().replaceAll("[^A-Za-z0-9]", "")));
            }
            assertEquals(schema.get("enum").size(), names.size(), schema.toString());
            assertEquals(
                    names.size(),
                    names.stream()
                            .map(name -> name.toUpperCase(Locale.ROOT))
                            .distinct()
                            .count(),
                    schema.toString());
            assertTrue(names.stream().allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9_]*")), schema.toString());
        }
    }

    @Test
    void theConstantsOfSortsNameTheDirections() throws IOException {
        var names = new TreeMap<String, String>();
        for (var parameter : lists().get("/api/products").get("parameters")) {
            var schema = parameter.get("schema");
            for (int i = 0; i < schema.path("x-enum-varnames").size(); i++) {
                names.put(
                        schema.get("enum").get(i).asText(),
                        schema.get("x-enum-varnames").get(i).asText());
            }
        }
        assertEquals("PRICE_ASC_ID_ASC", names.get("price,id"));
        assertEquals("PRICE_DESC_ID_DESC", names.get("-price,-id"));
        assertEquals("NAME_ASC_NULLS_FIRST", names.get("name.nullsfirst"));
        assertEquals("NAME_DESC_NULLS_LAST", names.get("-name.nullslast"));
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
        for (var path : lists().entrySet()) {
            var list = path.getValue();
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

    /// Evaluates the link as OpenAPI defines it: what the request did not have is left out.
    @Test
    void theLinkToTheNextPageKeepsTheParametersOfTheRequest() throws IOException {
        var request =
                Map.of("sort", "-price", "price[gte]", "1", "fields", "id,price", "per_page", "2", "count", "none");
        var first = RestAssured.given().queryParams(request).get("/api/products");
        var next = new TreeMap<String, String>();
        lists().get("/api/products")
                .at("/responses/200/links/next/parameters")
                .properties()
                .forEach(parameter -> {
                    var expression = parameter.getValue().asText();
                    var value = expression.startsWith("$response.body#")
                            ? first.path(expression
                                    .substring("$response.body#/".length())
                                    .replace('/', '.'))
                            : request.get(expression.substring("$request.query.".length()));
                    if (value != null) {
                        next.put(parameter.getKey(), value.toString());
                    }
                });
        var second = RestAssured.given().queryParams(next).get("/api/products");
        var twice = new TreeMap<>(request);
        twice.put("per_page", "4");
        var both = RestAssured.given().queryParams(twice).get("/api/products");
        assertEquals(200, second.statusCode(), second.asString());
        assertEquals(
                List.of("id", "price"),
                List.copyOf(second.<Map<String, ?>>path("data[0]").keySet()));
        assertEquals(
                both.path("data.id"),
                Stream.of(first, second)
                        .flatMap(page -> page.<List<?>>path("data.id").stream())
                        .toList());
    }

    @Test
    void everyListHasThePaginationExtensionsOfClientGenerators() throws IOException {
        for (var list : lists().values()) {
            assertEquals(JSON.readTree("""
                    {"type": "cursor", "inputs": [{"name": "cursor", "in": "parameters", "type": "cursor"}],
                     "outputs": {"results": "$.data", "nextCursor": "$.meta.next_cursor"}}"""), list.get("x-speakeasy-pagination"));
            assertEquals(JSON.readTree("""
                    {"cursor": "$request.cursor", "next_cursor": "$response.meta.next_cursor",
                     "results": "$response.data"}"""), list.get("x-fern-pagination"));
        }
    }

    private static List<JsonNode> operations() throws IOException {
        return StreamSupport.stream(served().get("paths").spliterator(), false)
                .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
                .toList();
    }

    /// The operations that list a collection, by path.
    private static Map<String, JsonNode> lists() throws IOException {
        var lists = new TreeMap<String, JsonNode>();
        for (var path : served().get("paths").properties()) {
            if (path.getValue().at("/get/operationId").asText().startsWith("list")) {
                lists.put(path.getKey(), path.getValue().get("get"));
            }
        }
        assertTrue(lists.size() > 7, lists.keySet().toString());
        return lists;
    }
}
