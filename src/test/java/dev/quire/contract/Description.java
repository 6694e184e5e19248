package dev.quire.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.RestAssured;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The OpenAPI document of the running service, for validating responses against it. Schemas are compiled once and
/// cached. Thread-safe.
public final class Description {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private static final Pattern JSON_TYPE = Pattern.compile("application/(.+\\+)?json");

    /// The response expected at a path or for a method that the document does not contain.
    private static final JsonNode PROBLEM = JSON.createObjectNode();

    static {
        ((ObjectNode) PROBLEM)
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }

    private static @Nullable Description served;

    private record Place(Pattern path, JsonNode item) {}

    private final JsonNode document;
    private final List<Place> places;
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private Description(JsonNode document) {
        this.document = document;
        // Literal paths come before templates, which would match them, too.
        this.places = document.get("paths").properties().stream()
                .sorted(Comparator.comparingLong(
                        path -> path.getKey().chars().filter(c -> c == '{').count()))
                .map(path -> new Place(Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+")), path.getValue()))
                .toList();
    }

    /// The document of the service under test, fetched once.
    public static synchronized Description served() {
        if (served == null) {
            served = parse(RestAssured.get("/q/openapi?format=json").asString());
        }
        return served;
    }

    public static Description parse(String document) {
        try {
            return new Description(JSON.readTree(document));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    /// A response as received.
    ///
    /// @param path the path of the request, exactly as it was sent
    /// @param header returns the value of a header, or null if the response does not have it
    public record Seen(
            String method, String path, int status, Function<String, @Nullable String> header, String body) {}

    /// Validates the response's status, media type, headers and body against the document.
    ///
    /// @return what does not conform; empty if the response conforms
    public Optional<String> objection(Seen seen) {
        return objection(seen, true);
    }

    /// @param shaped whether to validate the body against its schema, too, which costs more than all other checks
    public Optional<String> objection(Seen seen, boolean shaped) {
        var answer =
                answers.computeIfAbsent(seen.method() + seen.status() + indexOf(seen.path()), _ -> described(seen));
        return objectionToBody(seen, answer, shaped).or(() -> missingHeader(seen, answer));
    }

    private Optional<String> objectionToBody(Seen seen, JsonNode answer, boolean shaped) {
        if (answer.isObject() && !answer.has("content")) {
            return seen.body().isEmpty() ? Optional.empty() : Optional.of("a body where the document has none");
        }
        var sent = String.valueOf(seen.header().apply("Content-Type"));
        var type = sent.replaceFirst(";.*", "");
        var content = answer.path("content");
        var schema = content.path(content.has(sent) ? sent : type).path("schema");
        if (schema.isMissingNode()) {
            return Optional.of("%d %s, which the document does not describe".formatted(seen.status(), type));
        }
        if (!shaped || seen.method().equals("HEAD") || !JSON_TYPE.matcher(type).matches()) {
            return Optional.empty();
        }
        try {
            var faults = schemas.computeIfAbsent(schema.toString(), _ -> compiled(schema))
                    .validate(JSON.readTree(seen.body()));
            return faults.isEmpty()
                    ? Optional.empty()
                    : Optional.of("a body that does not conform to its schema: " + faults);
        } catch (JsonProcessingException e) {
            return Optional.of("a body that is not JSON");
        }
    }

    private JsonSchema compiled(JsonNode schema) {
        var whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", document.get("components"));
        return SCHEMAS.getSchema(whole);
    }

    private Optional<String> missingHeader(Seen seen, JsonNode answer) {
        return answer.path("headers").properties().stream()
                .filter(header -> resolved(header.getValue()).path("required").asBoolean(true))
                .map(Map.Entry::getKey)
                .filter(name -> seen.header().apply(name) == null)
                .findFirst()
                .map(name -> "the required header " + name + " is missing");
    }

    private JsonNode described(Seen seen) {
        var place = indexOf(seen.path());
        var method = seen.method().equals("HEAD") ? "get" : seen.method().toLowerCase(Locale.ROOT);
        var operation = place < 0 ? null : places.get(place).item().get(method);
        if (operation == null) {
            return PROBLEM;
        }
        return resolved(operation.get("responses").path(Integer.toString(seen.status())));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private int indexOf(String path) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).path().matcher(path).matches()) {
                return i;
            }
        }
        return -1;
    }
}
