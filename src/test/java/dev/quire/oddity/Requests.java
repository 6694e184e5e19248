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

/// Makes requests of everything that a description offers: every path, method, parameter, header and body. What was
/// answered is remembered, so that items are changed that there are, and cursors are followed. For one thread.
///
/// Nearly all are cheap: small pages, and now and then a page that was answered already.
final class Requests {

    private static final List<String> MORE_HEADERS =
            List.of("Accept", "Accept-Encoding", "X-Request-Id", "Forwarded", "Cookie", "Authorization");

    /// A request, and what it is one of.
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
            // There are more ways to ask for pages than for all else, and an export or a write is as dear as some of
            // them.
            for (int i = operation.reads() && !operation.exports() ? 8 : 1; i > 0; i--) {
                operations.add(operation);
            }
        }
    }

    Question next() {
        var again = random.nextInt(5) < 3 ? memory.question() : null;
        return again == null ? another() : again;
    }

    private Question another() {
        var operation = any(operations);
        var target = path(operation) + query(operation);
        var headers = headers(operation);
        var method = once(60) ? "HEAD" : once(60) ? "OPTIONS" : operation.method();
        var body = method.equals(operation.method()) ? body(operation, headers) : null;
        return new Question(operation, new Wire.Ask(method, target, headers, body));
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T any(List<T> list) {
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
        if (once(25)) {
            var odd = any(Oddity.ALL);
            return odd.is("path") ? "0" : odd.inPath();
        }
        var known = parameter.name().equals("id") && !once(3) ? memory.key(operation) : null;
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
            var parameter = query.isEmpty() || operation.exports() ? operation.nextInQuery() : any(offered);
            query.put(parameter.name(), value(operation, parameter));
            operation.sent(parameter.name());
        }
        if (offered.stream().anyMatch(parameter -> parameter.name().equals("limit")) && !once(8)) {
            var size = query.containsKey("offset") ? "limit" : "per_page";
            query.putIfAbsent(query.containsKey("limit") ? "limit" : size, Integer.toString(1 + random.nextInt(4)));
        }
        if (once(60)) {
            query.put(any(Oddity.ALL).inQuery(), "1");
        }
        return written(query);
    }

    /// Exports are rare, so each of them has some parameters: every parameter has its turn.
    private int parameters(Operation operation, List<Parameter> offered) {
        if (offered.isEmpty()) {
            return 0;
        }
        return operation.exports() ? 1 + random.nextInt(3) : random.nextInt(4);
    }

    /// One of the parameters may come twice.
    private String written(Map<String, String> query) {
        var text = new StringBuilder();
        query.forEach((name, value) -> {
            for (int i = once(60) ? 2 : 1; i > 0; i--) {
                text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(value);
            }
        });
        return text.toString();
    }

    private String value(Operation operation, Parameter parameter) {
        var known = parameter.name().equals("cursor") && !once(4) ? memory.cursor(operation) : null;
        return known == null ? values.query(parameter.schema(), random) : known;
    }

    private Map<String, String> headers(Operation operation) {
        var headers = new LinkedHashMap<String, String>();
        for (var parameter : operation.parameters("header")) {
            if (once(3)) {
                headers.put(parameter.name(), header(operation, parameter.name()));
                operation.sent(parameter.name());
            }
        }
        if (once(20)) {
            headers.put(any(MORE_HEADERS), oddHeader());
        }
        return headers;
    }

    private String header(Operation operation, String name) {
        var tag = name.startsWith("If-") && !once(4) ? memory.tag(operation) : null;
        return tag != null ? tag : once(4) ? oddHeader() : name.startsWith("If-") ? "*" : "k" + random.nextInt(50_000);
    }

    private String oddHeader() {
        var odd = any(Oddity.ALL);
        return odd.is("control") ? "gzip;q=0" : odd.raw();
    }

    private @Nullable String body(Operation operation, Map<String, String> headers) {
        var types = List.copyOf(operation.bodies().keySet());
        if (types.isEmpty() || once(50)) {
            return null;
        }
        var type = any(types);
        headers.put("Content-Type", once(40) ? oddHeader() : type);
        operation.sent(type);
        return values.json(Objects.requireNonNull(operation.bodies().get(type)), random);
    }

    void learn(Question question, Wire.Reply reply) {
        memory.keep(question, reply);
    }
}
