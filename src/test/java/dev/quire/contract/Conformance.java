package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Locale;
import java.util.Map.Entry;

/// Fails for an answer that the API's description does not foresee: an unknown status, media type or shape.
final class Conformance implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var path = URI.create(request.getURI().replaceFirst("\\?.*", "")).getRawPath();
        try {
            check(request.getMethod(), path, response, JSON.readTree(Document.json()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        return response;
    }

    private static void check(String method, String path, Response response, JsonNode document)
            throws JsonProcessingException {
        var answer = described(document, method, path, response.statusCode());
        if (answer.isObject() && !answer.has("content")) {
            assertEquals("", response.asString(), path + " answered a body where none is described");
            checkHeaders(path, response, answer);
            return;
        }
        var type = response.contentType().replaceFirst(";.*", "");
        var schema = answer.path("content").path(type).get("schema");
        assertNotNull(schema, "%s answered an undescribed %d %s".formatted(path, response.statusCode(), type));
        ((ObjectNode) schema).set("components", document.get("components"));
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            var faults = SCHEMAS.getSchema(schema).validate(JSON.readTree(response.asString()));
            assertEquals("[]", faults.toString(), path + " answered what its schema forbids");
        }
        checkHeaders(path, response, answer);
    }

    private static void checkHeaders(String path, Response response, JsonNode answer) {
        for (var header : answer.path("headers").properties()) {
            if (header.getValue().path("required").asBoolean(true)) {
                assertFalse(response.header(header.getKey()) == null, path + " lacks the header " + header.getKey());
            }
        }
    }

    private static JsonNode described(JsonNode document, String method, String path, int status) {
        var answers = document.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                .map(Entry::getValue)
                .findFirst()
                .map(item -> item.at("/%s/responses".formatted(method.toLowerCase(Locale.ROOT))))
                .filter(JsonNode::isObject)
                .orElseGet(() -> document.at("/components/responses"));
        var answer = answers.path(Integer.toString(status));
        return answer.has("$ref") ? document.at(answer.get("$ref").asText().substring(1)) : answer;
    }

    /// The description that the running service gives.
    static final class Document {

        private static String json = "";

        private Document() {}

        static synchronized String json() {
            if (json.isEmpty()) {
                json = RestAssured.get("/q/openapi?format=json").asString();
            }
            return json;
        }
    }
}
