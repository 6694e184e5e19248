package dev.quire.oddity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;

/// Values for the schemas of a description: what they allow, what is nearly that, and what is hostile to anything.
///
/// A value is text; in a body it is written as JSON, in a query it is percent-encoded.
final class Values {

    private static final int SIZE = 1000;
    private static final List<String> EDGES =
            List.of("0", "-1", "-0", "1.0", "1e2", "9007199254740992", "9223372036854775808", "1000001", "007");

    private final IdentityHashMap<JsonNode, RandomGenerator<String>> queries = new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, RandomGenerator<String>> bodies = new IdentityHashMap<>();
    private final RandomGenerator<String> text = text().generator(SIZE);

    /// For a query, encoded: mostly what the schema allows.
    String query(JsonNode schema, Random random) {
        return queries.computeIfAbsent(schema, Values::queries).next(random).value();
    }

    /// For a body, as JSON: mostly what the schema allows. Bytes, one a char.
    String json(JsonNode schema, Random random) {
        if (schema.has("properties") && random.nextInt(50) > 0) {
            return object(schema, random);
        }
        if (schema.path("type").asText().equals("array") && random.nextInt(30) > 0) {
            return elements(schema, random);
        }
        return bodies.computeIfAbsent(schema, Values::bodies).next(random).value();
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
        return body.append(
                        random.nextInt(40) == 0
                                ? ",\"" + text.next(random).value().length() + "\":1"
                                : "")
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

    private static RandomGenerator<String> queries(JsonNode schema) {
        var hostile = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(Oddity.ALL).map(Oddity::inQuery)), Tuple.of(1, text().map(Values::encoded)));
        return Arbitraries.frequencyOf(
                        Tuple.of(16, valid(schema).map(Values::encoded)),
                        Tuple.of(1, near(schema).map(Values::encoded)),
                        Tuple.of(1, hostile))
                .generator(SIZE);
    }

    private static RandomGenerator<String> bodies(JsonNode schema) {
        var quoted = type(schema).matches("string|null");
        var hostile = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(Oddity.ALL).map(Oddity::raw)), Tuple.of(1, text().map(Values::quoted)));
        return Arbitraries.frequencyOf(
                        Tuple.of(30, quoted ? valid(schema).map(Values::quoted) : valid(schema)),
                        Tuple.of(1, near(schema).map(quoted ? Values::quoted : text -> text)),
                        Tuple.of(1, hostile))
                .generator(SIZE);
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText();
    }

    private static Arbitrary<String> valid(JsonNode schema) {
        if (schema.has("enum")) {
            return Arbitraries.of(StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList());
        }
        var least = schema.path("minimum").asLong(0);
        return switch (type(schema)) {
            case "integer" ->
                Arbitraries.longs()
                        .between(Math.max(least, 1), Math.max(least, 1) + 8)
                        .map(String::valueOf);
            case "number" ->
                Arbitraries.bigDecimals()
                        .between(java.math.BigDecimal.ZERO, java.math.BigDecimal.TEN)
                        .ofScale(2)
                        .map(Object::toString);
            case "boolean" -> Arbitraries.of("true", "false");
            case "array" ->
                valid(schema.path("items"))
                        .list()
                        .uniqueElements()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(list -> String.join(",", list));
            default -> schema.path("format").asText().equals("date-time") ? times() : words();
        };
    }

    private static Arbitrary<String> times() {
        return Arbitraries.longs()
                .between(0, 700)
                .map(day -> java.time.LocalDate.of(2010, 12, 1).plusDays(day) + "T08:26:00Z");
    }

    private static Arbitrary<String> words() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("Iceland", "thing 7", "p12", "o12", "u12", "true", "1", "placed", "Spain")),
                Tuple.of(3, Arbitraries.longs().between(0, 1L << 40).map(number -> "w" + Long.toString(number, 36))),
                Tuple.of(1, Arbitraries.longs().between(0, 1L << 40).map(number -> number + "@example.com")));
    }

    private static Arbitrary<String> near(JsonNode schema) {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(EDGES)),
                Tuple.of(1, valid(schema).map(text -> text + " ")),
                Tuple.of(1, valid(schema).map(text -> "-" + text)),
                Tuple.of(1, valid(schema).map(text -> text.substring(text.length() / 2))),
                Tuple.of(1, valid(schema).map(text -> (text + ",").repeat(120))));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().all().ofMaxLength(20);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        var json = JsonNodeFactory.instance.textNode(text).toString();
        return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
