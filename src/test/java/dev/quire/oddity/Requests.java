package dev.quire.oddity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quire.contract.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes requests of everything that a description offers: every path, method, parameter, header and body. What was
/// answered is remembered, so that items are changed that there are, and cursors are followed. For one thread.
final class Requests {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /// @param method of HTTP, in lower case as descriptions have it
    private record Operation(String method, String path, JsonNode description) {

        /// An export of everything costs as much as a hundred pages.
        int weight() {
            return path.endsWith("/export") ? 1 : method.equals("get") ? 12 : 9;
        }
    }

    private final JsonNode document;
    private final Random random;
    private final Values values = new Values();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<String>> seen = new LinkedHashMap<>();

    Requests(JsonNode document, Random random) {
        this.document = document;
        this.random = random;
        document.get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .map(method -> new Operation(
                                method, path.getKey(), path.getValue().get(method)))
                        .forEach(operation -> {
                            for (int i = 0; i < operation.weight(); i++) {
                                operations.add(operation);
                            }
                        }));
    }

    Wire.Ask next() {
        var operation = operations.get(random.nextInt(operations.size()));
        var parameters = new ArrayList<JsonNode>();
        operation.description().path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        var target = path(operation.path(), parameters) + query(operation, parameters);
        var headers = headers(operation, parameters);
        var body = body(operation, headers);
        var method = switch (random.nextInt(60)) {
            case 0 -> "HEAD";
            case 1 -> "OPTIONS";
            default -> operation.method().toUpperCase(java.util.Locale.ROOT);
        };
        return new Wire.Ask(
                method, target, headers, method.length() > 3 && !method.matches("HEAD|OPTIONS") ? body : null);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private String path(String template, List<JsonNode> parameters) {
        var path = new StringBuilder();
        var known = seen.getOrDefault(template.replaceFirst("/\\{[^/]*}$", ""), List.of());
        for (var part : template.substring(1).split("/", -1)) {
            path.append('/').append(part.startsWith("{") ? key(part, parameters, known) : part);
        }
        return path.toString();
    }

    private String key(String part, List<JsonNode> parameters, List<String> known) {
        if (once(25)) {
            var odd = Oddity.ALL.get(random.nextInt(Oddity.ALL.size()));
            return odd.is("path") ? "0" : odd.inPath();
        }
        if (part.equals("{id}") && !known.isEmpty() && !once(3)) {
            return known.get(random.nextInt(known.size()));
        }
        var schema = parameters.stream()
                .filter(parameter -> part.equals("{" + parameter.get("name").asText() + "}"))
                .findFirst()
                .map(parameter -> parameter.get("schema"));
        return schema.filter(key -> key.path("type").asText().equals("integer")).isPresent()
                ? Integer.toString(1 + random.nextInt(2100))
                : schema.map(key -> values.query(key, random)).orElse("1");
    }

    private String query(Operation operation, List<JsonNode> parameters) {
        var offered = parameters.stream()
                .filter(parameter -> parameter.get("in").asText().equals("query"))
                .toList();
        var query = new StringBuilder();
        for (int i = offered.isEmpty() ? 0 : random.nextInt(4); i > 0; i--) {
            var parameter = offered.get(random.nextInt(offered.size()));
            var name = parameter.get("name").asText();
            if (query.indexOf("&" + name + "=") < 0 || once(10)) {
                query.append('&').append(name).append('=').append(value(operation, name, parameter.get("schema")));
            }
        }
        if (once(60)) {
            query.append('&')
                    .append(Oddity.ALL.get(random.nextInt(Oddity.ALL.size())).inQuery())
                    .append("=1");
        }
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private String value(Operation operation, String name, JsonNode schema) {
        var known = seen.getOrDefault(operation.path() + " " + name, List.of());
        return known.isEmpty() || once(4) ? values.query(schema, random) : known.get(random.nextInt(known.size()));
    }

    private Map<String, String> headers(Operation operation, List<JsonNode> parameters) {
        var headers = new LinkedHashMap<String, String>();
        for (var parameter : parameters) {
            var name = parameter.get("name").asText();
            if (parameter.get("in").asText().equals("header") && once(3)) {
                headers.put(name, header(operation, name));
            }
        }
        if (once(20)) {
            var name = List.of("Accept", "Accept-Encoding", "X-Request-Id", "Forwarded", "Cookie", "Authorization")
                    .get(random.nextInt(6));
            headers.put(name, oddHeader());
        }
        return headers;
    }

    private String header(Operation operation, String name) {
        var tags = seen.getOrDefault(operation.path() + " ETag", List.of());
        if (name.startsWith("If-") && !tags.isEmpty() && !once(4)) {
            return tags.get(random.nextInt(tags.size()));
        }
        return once(4) ? oddHeader() : name.startsWith("If-") ? "*" : "k" + random.nextInt(500);
    }

    private String oddHeader() {
        var odd = Oddity.ALL.get(random.nextInt(Oddity.ALL.size()));
        return odd.is("control") ? "gzip;q=0" : odd.raw();
    }

    private @Nullable String body(Operation operation, Map<String, String> headers) {
        var forms = operation.description().at("/requestBody/content");
        if (forms.isMissingNode() || once(50)) {
            return null;
        }
        var types = new ArrayList<String>();
        forms.fieldNames().forEachRemaining(types::add);
        var type = types.get(random.nextInt(types.size()));
        headers.put("Content-Type", once(40) ? oddHeader() : type);
        return values.json(resolved(forms.get(type).path("schema")), random);
    }

    /// Remembers what can be asked for from now on.
    void learn(Wire.Ask ask, Wire.Reply reply) {
        var tag = reply.header("ETag");
        if (tag != null) {
            keep(template(ask.path()) + " ETag", tag);
        }
        var location = reply.header("Location");
        if (reply.status() == 201 && location != null) {
            keep(ask.path(), location.replaceFirst(".*/", ""));
        }
        var cursor = reply.body().indexOf("\"next_cursor\":\"");
        if (cursor > 0 && once(10)) {
            var from = cursor + "\"next_cursor\":\"".length();
            keep(
                    template(ask.path()) + " cursor",
                    reply.body().substring(from, reply.body().indexOf('"', from)));
        }
    }

    private static String template(String path) {
        return path.replaceFirst("/api/orders/[^/]+/items", "/api/orders/{order_id}/items")
                .replaceFirst("/api/users/[^/]+/orders", "/api/users/{user_id}/orders")
                .replaceFirst("/[0-9]+$", "/{id}");
    }

    private void keep(String what, String value) {
        var known = seen.computeIfAbsent(what, _ -> new ArrayList<>());
        if (known.size() < 50) {
            known.add(value);
        } else {
            known.set(random.nextInt(known.size()), value);
        }
    }
}
