package dev.quire.oddity;

import dev.quire.contract.Wire;
import dev.quire.oddity.Operation.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Generates random requests from an OpenAPI document, with every path, method, parameter, header and body. It uses
/// keys, cursors and entity tags of earlier responses, so that requests change existing items and follow cursors.
/// For one thread.
///
/// Most requests are cheap: they ask for small pages, or repeat an earlier request.
final class Requests {

    private static final List<String> MORE_HEADERS =
            List.of("Accept", "Accept-Encoding", "X-Request-Id", "Forwarded", "Cookie", "Authorization");

    /// A request, and the operation that it was generated from.
    record Question(Operation operation, Wire.Ask ask) {}

    private final Random random;
    private final Values values;
    private final Memory memory;
    private final List<Operation> operations = new ArrayList<>();

    Requests(List<Operation> offered, Values values, Random random) {
        this.values = values;
        this.random = random;
        this.memory = new Memory(random);
        for (var operation : offered) {
            // Reads of lists and items come eight times as often: they have more parameters, and exports and writes
            // cost more.
            for (int i = operation.reads() && !operation.exports() ? 8 : 1; i > 0; i--) {
                operations.add(operation);
            }
        }
    }

    Question next() {
        var again = random.nextInt(5) < 3 ? memory.question() : null;
        return again == null ? generate() : again;
    }

    private Question generate() {
        var operation = pick(operations);
        var target = path(operation) + query(operation);
        var headers = headers(operation);
        var method = oneIn(60) ? "HEAD" : oneIn(60) ? "OPTIONS" : operation.method();
        var body = method.equals(operation.method()) ? body(operation, headers) : null;
        return new Question(operation, new Wire.Ask(method, target, headers, body));
    }

    private boolean oneIn(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String path(Operation operation) {
        var path = operation.path();
        operation.sent(path);
        for (var parameter : operation.parameters("path")) {
            path = path.replace("{" + parameter.name() + "}", key(operation, parameter));
            operation.sent(parameter.name());
        }
        return path;
    }

    private String key(Operation operation, Parameter parameter) {
        if (oneIn(25)) {
            var odd = pick(Oddity.ALL);
            return odd.is("path") ? "0" : odd.inPath();
        }
        var known = parameter.name().equals("id") && !oneIn(3) ? memory.key(operation) : null;
        if (known != null) {
            return known;
        }
        var number = Integer.toString(1 + random.nextInt(Fuzzed.ROWS));
        return parameter.schema().path("type").asText().equals("integer") ? number : "file-" + number + ".txt";
    }

    private String query(Operation operation) {
        var offered = operation.parameters("query");
        var query = new LinkedHashMap<String, String>();
        for (int i = parameters(operation, offered); i > 0; i--) {
            var parameter = query.isEmpty() || operation.exports() ? operation.nextInQuery() : pick(offered);
            query.put(parameter.name(), value(operation, parameter));
            operation.sent(parameter.name());
        }
        if (offered.stream().anyMatch(parameter -> parameter.name().equals("limit")) && !oneIn(8)) {
            var size = query.containsKey("offset") ? "limit" : "per_page";
            query.putIfAbsent(query.containsKey("limit") ? "limit" : size, Integer.toString(1 + random.nextInt(4)));
        }
        if (oneIn(60)) {
            query.put(pick(Oddity.ALL).inQuery(), "1");
        }
        return written(query);
    }

    /// Exports are rare. Each has several parameters, so that every parameter is used.
    private int parameters(Operation operation, List<Parameter> offered) {
        if (offered.isEmpty()) {
            return 0;
        }
        return operation.exports() ? 3 + random.nextInt(4) : random.nextInt(4);
    }

    /// Writes the query; now and then a parameter is repeated.
    private String written(Map<String, String> query) {
        var text = new StringBuilder();
        query.forEach((name, value) -> {
            for (int i = oneIn(60) ? 2 : 1; i > 0; i--) {
                text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(value);
            }
        });
        return text.toString();
    }

    private String value(Operation operation, Parameter parameter) {
        var known = parameter.name().equals("cursor") && !oneIn(4) ? memory.cursor(operation) : null;
        return known == null ? values.query(parameter.schema(), random) : known;
    }

    private Map<String, String> headers(Operation operation) {
        var headers = new LinkedHashMap<String, String>();
        for (var parameter : operation.parameters("header")) {
            if (oneIn(3)) {
                headers.put(parameter.name(), header(operation, parameter.name()));
                operation.sent(parameter.name());
            }
        }
        if (oneIn(20)) {
            headers.put(pick(MORE_HEADERS), oddHeader());
        }
        return headers;
    }

    private String header(Operation operation, String name) {
        var tag = name.startsWith("If-") && !oneIn(4) ? memory.tag(operation) : null;
        return tag != null ? tag : oneIn(4) ? oddHeader() : name.startsWith("If-") ? "*" : "k" + random.nextInt(50_000);
    }

    private String oddHeader() {
        var odd = pick(Oddity.ALL);
        return odd.is("control") ? "gzip;q=0" : odd.raw();
    }

    private @Nullable String body(Operation operation, Map<String, String> headers) {
        var types = List.copyOf(operation.bodies().keySet());
        if (types.isEmpty() || oneIn(50)) {
            return null;
        }
        var type = pick(types);
        headers.put("Content-Type", oneIn(40) ? oddHeader() : type);
        operation.sent(type);
        return values.json(Objects.requireNonNull(operation.bodies().get(type)), random);
    }

    void learn(Question question, Wire.Reply reply) {
        memory.keep(question, reply);
    }
}
