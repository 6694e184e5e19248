package dev.quire.oddity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;

/// Generates values for the schemas of an OpenAPI document: valid ones, nearly valid ones and hostile ones. A value
/// is text; in a body it is written as JSON, in a query it is percent-encoded. Thread-safe.
///
/// jqwik generates the plain values; this class chooses between them and combines them. jqwik's own combinators
/// would rebuild the generators for every value, which takes longer than a request.
final class Values {

    private static final int SIZE = 1000;
    private static final List<String> EDGES =
            List.of("0", "-1", "-0", "1.0", "1e2", "9007199254740992", "9223372036854775808", "1000001", "007");

    private interface Draw {
        String from(Random random);

        default Draw then(UnaryOperator<String> change) {
            return random -> change.apply(from(random));
        }
    }

    private final IdentityHashMap<JsonNode, Draw> queries = new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, Draw> bodies = new IdentityHashMap<>();
    private final Draw text = drawn(Arbitraries.strings().all().ofMaxLength(20));
    private final Draw times = drawn(Arbitraries.longs()
            .between(0, 700)
            .map(day -> LocalDate.of(2010, 12, 1).plusDays(day) + "T08:26:00Z"));
    private final Draw numbers = drawn(Arbitraries.longs().between(0, 1L << 40).map(String::valueOf));
    private final Draw words = oneOf(
            drawn(Arbitraries.of("Iceland", "thing 7", "p12", "o12", "u12", "true", "1", "placed", "Spain")),
            numbers.then(number -> "w" + Long.toString(Long.parseLong(number), 36)),
            numbers.then(number -> number + "@example.com"));

    private static <T> Draw drawn(Arbitrary<T> arbitrary) {
        var generator = arbitrary.generator(SIZE);
        return random -> generator.next(random).value().toString();
    }

    private static Draw oneOf(Draw... draws) {
        return random -> draws[random.nextInt(draws.length)].from(random);
    }

    private static Draw mostly(int times, Draw usual, Draw other) {
        return random -> (random.nextInt(times + 1) > 0 ? usual : other).from(random);
    }

    private Values(List<Operation> operations) {
        for (var operation : operations) {
            operation
                    .parameters("query")
                    .forEach(parameter -> queries.put(parameter.schema(), queries(parameter.schema())));
            operation.bodies().values().forEach(this::prepare);
        }
    }

    private void prepare(JsonNode schema) {
        bodies.put(schema, bodies(schema));
        schema.path("properties").forEach(this::prepare);
        if (schema.has("items")) {
            prepare(schema.get("items"));
        }
    }

    /// Builds all generators in one session. jqwik can build generators only within a session and runs one session
    /// at a time; using generators needs no session.
    static Values of(List<Operation> operations) {
        var values = new AtomicReference<Values>();
        JqwikSession.run(() -> values.set(new Values(operations)));
        return values.get();
    }

    /// A percent-encoded value for a query; in most cases valid.
    String query(JsonNode schema, Random random) {
        return Objects.requireNonNull(queries.get(schema)).from(random);
    }

    /// A JSON value for a body, one char per byte; in most cases valid.
    String json(JsonNode schema, Random random) {
        if (schema.has("properties") && random.nextInt(50) > 0) {
            return object(schema, random);
        }
        if (schema.path("type").asText().equals("array") && random.nextInt(30) > 0) {
            return elements(schema, random);
        }
        return Objects.requireNonNull(bodies.get(schema)).from(random);
    }

    private String object(JsonNode schema, Random random) {
        var required = schema.path("required").toString();
        var body = new StringBuilder("{");
        for (var property : schema.get("properties").properties()) {
            if (random.nextInt(100) < (required.contains('"' + property.getKey() + '"') ? 98 : 60)) {
                body.append(body.length() > 1 ? "," : "")
                        .append('"')
                        .append(property.getKey())
                        .append("\":")
                        .append(json(property.getValue(), random));
            }
        }
        return body.append(random.nextInt(40) == 0 ? ",\"" + text.from(random).length() + "\":1" : "")
                .append(random.nextInt(60) == 0 ? "" : "}")
                .toString();
    }

    private String elements(JsonNode schema, Random random) {
        var list = new StringBuilder("[");
        for (int i = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            list.append(json(schema.get("items"), random)).append(i > 1 ? "," : "");
        }
        return list.append("]").toString();
    }

    private Draw queries(JsonNode schema) {
        var hostile = mostly(2, odd(Oddity::inQuery), text.then(Values::encoded));
        var valid = valid(schema);
        return mostly(8, valid.then(Values::encoded), oneOf(near(valid).then(Values::encoded), hostile));
    }

    private Draw bodies(JsonNode schema) {
        UnaryOperator<String> written = type(schema).matches("string|null") ? Values::quoted : text -> text;
        var hostile = mostly(2, odd(Oddity::raw), text.then(Values::quoted));
        var valid = valid(schema);
        return mostly(15, valid.then(written), oneOf(near(valid).then(written), hostile));
    }

    private static Draw odd(Function<Oddity, String> written) {
        return drawn(Arbitraries.of(Oddity.ALL).map(written));
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText();
    }

    private Draw valid(JsonNode schema) {
        if (schema.has("enum")) {
            return drawn(Arbitraries.of(StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList()));
        }
        var least = Math.max(schema.path("minimum").asLong(0), 1);
        return switch (type(schema)) {
            case "integer" -> drawn(Arbitraries.longs().between(least, least + 8));
            case "number" ->
                drawn(Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, BigDecimal.TEN)
                        .ofScale(2));
            case "boolean" -> drawn(Arbitraries.of(true, false));
            case "array" -> listed(valid(schema.path("items")));
            default -> schema.path("format").asText().equals("date-time") ? times : words;
        };
    }

    private static Draw listed(Draw element) {
        return random -> {
            var elements = new LinkedHashSet<String>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                elements.add(element.from(random));
            }
            return String.join(",", elements);
        };
    }

    private static Draw near(Draw valid) {
        return oneOf(
                drawn(Arbitraries.of(EDGES)),
                valid.then(text -> text + " "),
                valid.then(text -> "-" + text),
                valid.then(text -> text.substring(text.length() / 2)),
                valid.then(text -> (text + ",").repeat(120)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        var json = JsonNodeFactory.instance.textNode(text).toString();
        return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
