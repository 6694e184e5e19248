package dev.quire.oddity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One method at one path of an OpenAPI document, with all references resolved. It records which of its parameters
/// and media types have not been sent yet. Thread-safe.
final class Operation {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /// @param in `query`, `header` or `path`
    record Parameter(String name, String in, JsonNode schema) {}

    private final String method;
    private final String path;
    private final List<Parameter> parameters;
    private final Map<String, JsonNode> bodies = new LinkedHashMap<>();
    private final Set<String> unsent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    private Operation(JsonNode document, String method, String path, JsonNode description) {
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        var offered = new ArrayList<Parameter>();
        for (var parameter : description.path("parameters")) {
            var whole = resolved(document, parameter);
            offered.add(
                    new Parameter(whole.get("name").asText(), whole.get("in").asText(), whole.get("schema")));
        }
        this.parameters = List.copyOf(offered);
        description
                .at("/requestBody/content")
                .properties()
                .forEach(body -> bodies.put(
                        body.getKey(), resolved(document, body.getValue().path("schema"))));
        unsent.add(path);
        parameters.forEach(parameter -> unsent.add(parameter.name()));
        unsent.addAll(bodies.keySet());
    }

    static List<Operation> all(JsonNode document) {
        return document.get("paths").properties().stream()
                .flatMap(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .map(method -> new Operation(
                                document, method, path.getKey(), path.getValue().get(method))))
                .toList();
    }

    /// Returns the node with every `$ref` replaced by its target.
    private static JsonNode resolved(JsonNode document, JsonNode node) {
        if (node.has("$ref")) {
            return resolved(document, document.at(node.get("$ref").asText().substring(1)));
        }
        if (!node.isObject()) {
            return node;
        }
        var whole = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> whole.set(field.getKey(), resolved(document, field.getValue())));
        return whole;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    boolean reads() {
        return method.equals("GET");
    }

    /// Whether the operation exports a whole collection.
    boolean exports() {
        return path.endsWith("/export");
    }

    List<Parameter> parameters(String in) {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals(in))
                .toList();
    }

    /// The schemas of the bodies, by media type.
    Map<String, JsonNode> bodies() {
        return bodies;
    }

    /// The next query parameter, round-robin over all threads, so that each is sent. There must be at least one.
    Parameter nextInQuery() {
        var offered = parameters("query");
        return offered.get(Math.floorMod(turn.getAndIncrement(), offered.size()));
    }

    /// @param what a parameter by its name, a media type, or the path
    void sent(String what) {
        unsent.remove(what);
    }

    /// The parameters and media types that have not been sent yet.
    List<String> unsent() {
        return unsent.stream()
                .sorted()
                .map(what -> method + " " + path + ": " + what)
                .toList();
    }
}
