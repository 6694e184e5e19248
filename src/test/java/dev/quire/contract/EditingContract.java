package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.catalogue.Octets;
import dev.quire.pagination.Field;
import dev.quire.pagination.NumberForm;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests writing to an editable collection: POST, PUT, PATCH, DELETE, preconditions, idempotency keys and invalid
/// bodies. A subclass gives the collection. After each test its rows are deleted, so that other tests find the
/// collection unchanged.
@Timeout(120)
public abstract class EditingContract extends Subject {

    protected static final String JSON_TYPE = "application/json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String table;
    private final String text;
    private final String template;
    private long last;

    /// @param table the table behind the collection
    /// @param text the name of a field that accepts any text
    /// @param template a JSON body in which `%s` stands for the text that makes items distinct
    protected EditingContract(String path, String table, String text, String template) {
        super(path, path, table);
        this.table = table;
        this.text = text;
        this.template = template;
    }

    @BeforeEach
    void findLastId() {
        last = Database.number("select coalesce(max(id), 0) from " + table);
    }

    @AfterEach
    void deleteNewRows() {
        Database.write("delete from %s where id > %d".formatted(table, last));
        Database.write("delete from idempotency_keys");
    }

    private Draft draft() {
        return ((EditableCollection) collection()).draft();
    }

    protected final ObjectNode body(String mark) {
        try {
            return (ObjectNode) JSON.readTree(template.formatted(mark));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    protected final Answer post(Object body, String... headers) {
        return send("POST", path, body, headers);
    }

    protected static Answer send(String method, String target, @Nullable Object body, String... headers) {
        var all = new HashMap<String, String>();
        if (body != null) {
            all.put("Content-Type", JSON_TYPE);
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return Answer.send(method, target, all, body);
    }

    /// Creates an item and returns its address.
    protected final String created(String mark) {
        var answer = post(body(mark));
        assertEquals(201, answer.status(), answer.json().toString());
        return answer.header("Location");
    }

    private ObjectNode patch(String value) {
        return JSON.createObjectNode().put(text, value);
    }

    /// Everything that a refused write could have changed.
    private List<Object> rows() {
        return Database.values(
                "select t::text from %s t where id > %d union all select count(*)::text from %s union all select count(*)::text from idempotency_keys order by 1"
                        .formatted(table, last, table));
    }

    private void assertRefused(int status, String code, Answer answer, List<Object> before) {
        assertEquals(status, answer.status(), answer.json().toString());
        assertEquals(code, answer.code(), answer.json().toString());
        assertEquals("application/problem+json", answer.response().contentType());
        assertEquals(before, rows(), "a refused write changed something");
    }

    private static List<String> pointers(Answer answer) {
        return answer.json().path("errors").findValuesAsText("pointer");
    }

    @Test
    void postReturnsWhatGetReturnsAndWhatTheDatabaseHolds() {
        var answer = post(body("a"));
        assertEquals(201, answer.status(), answer.json().toString());
        var location = answer.header("Location");
        var id = answer.json().get("id").asLong();
        assertEquals("http://localhost:" + RestAssured.port + path + "/" + id, location);
        var got = Answer.get(location);
        assertEquals(got.response().asString(), answer.response().asString());
        assertEquals(got.header("ETag"), answer.header("ETag"));
        assertEquals("no-cache", got.header("Cache-Control"));
        assertEquals("no-cache", answer.header("Cache-Control"));
        assertEquals(got.response().contentType(), answer.response().contentType());
        for (var part : draft().parts()) {
            if (part.lines() == null) {
                var name = part.field().name();
                assertEquals(body("a").get(name), answer.json().get(name), name);
            }
        }
        assertEquals(
                List.of(answer.json().get(text).asText()),
                Database.values("select %s from %s where id = %d".formatted(text, table, id)));
    }

    @Test
    void fieldsOmittedFromANewItemAreNull() {
        var minimal = body("a");
        nullable().forEach(field -> minimal.remove(field.name()));
        var answer = post(minimal);
        assertEquals(201, answer.status(), answer.json().toString());
        nullable().forEach(field -> assertTrue(answer.json().get(field.name()).isNull(), field.name()));
    }

    private List<Field> nullable() {
        return draft().parts().stream()
                .map(Draft.Part::field)
                .filter(Field::nullable)
                .toList();
    }

    @Test
    void patchChangesOnlyTheFieldsItNames() {
        for (var type : List.of("application/merge-patch+json", JSON_TYPE, "application/json; charset=UTF-8")) {
            var item = created("p" + type.length());
            var before = (ObjectNode) Answer.get(item).json();
            var answer = send("PATCH", item, patch("changed"), "Content-Type", type);
            assertEquals(200, answer.status(), answer.json().toString());
            var got = Answer.get(item);
            assertEquals(got.response().asString(), answer.response().asString());
            assertEquals(got.header("ETag"), answer.header("ETag"));
            before.put(text, "changed");
            before.remove("updated_at");
            assertEquals(before, ((ObjectNode) answer.json()).without("updated_at"));
        }
    }

    @Test
    void nullClearsNullableFieldsAndIsRefusedForOthers() {
        var item = created("a");
        for (var part : draft().parts()) {
            var name = part.field().name();
            var before = rows();
            var answer = send("PATCH", item, JSON.createObjectNode().putNull(name));
            if (part.field().nullable()) {
                assertEquals(200, answer.status());
                assertTrue(answer.json().get(name).isNull());
            } else {
                assertRefused(400, "invalid-body", answer, before);
                assertEquals(List.of("/" + name), pointers(answer));
            }
        }
    }

    @Test
    void aPatchWithoutChangesLeavesTheRowAndItsEntityTagUnchanged() {
        var item = created("a");
        var before = rows();
        var etag = Answer.get(item).header("ETag");
        for (var patch : List.of(
                JSON.createObjectNode(),
                JSON.createObjectNode().set(text, body("a").get(text)))) {
            var answer = send("PATCH", item, patch);
            assertEquals(200, answer.status());
            assertEquals(etag, answer.header("ETag"));
            assertEquals(before, rows());
        }
    }

    @Test
    void putReplacesAllFields() {
        var item = created("a");
        var minimal = body("b");
        nullable().forEach(field -> minimal.remove(field.name()));
        var answer = send("PUT", item, minimal);
        assertEquals(200, answer.status(), answer.json().toString());
        assertEquals(Answer.get(item).response().asString(), answer.response().asString());
        for (var part : draft().parts()) {
            var name = part.field().name();
            if (part.field().nullable()) {
                assertTrue(answer.json().get(name).isNull(), name);
            } else if (part.lines() == null) {
                assertEquals(minimal.get(name), answer.json().get(name), name);
            }
        }
    }

    @Test
    void aDeletedItemIsNotFound() {
        var item = created("a");
        var answer = send("DELETE", item, null);
        assertEquals(204, answer.status());
        assertEquals("", answer.response().asString());
        assertEquals(404, Answer.get(item).status());
        assertEquals(0, Database.number("select count(*) from %s where id > %d".formatted(table, last)));
        var before = rows();
        assertRefused(404, "not-found", send("DELETE", item, null), before);
        assertRefused(404, "not-found", send("PATCH", item, patch("x")), before);
        assertRefused(404, "not-found", send("PUT", item, body("b")), before);
        assertRefused(404, "not-found", send("PATCH", path + "/abc", patch("x")), before);
        assertRefused(404, "not-found", send("DELETE", item, null, "If-Match", "*"), before);
    }

    @Test
    void anEntityTagIdentifiesTheCurrentState() {
        var item = created("a");
        var got = Answer.get(item);
        var etag = got.header("ETag");
        assertTrue(etag.matches("\"[A-Za-z0-9_-]{22}\""), etag);
        assertEquals(etag, RestAssured.head(item).header("ETag"));
        for (var known : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            var answer = send("GET", item, null, "If-None-Match", known);
            assertEquals(304, answer.status(), known);
            assertEquals(etag, answer.header("ETag"));
        }
        assertEquals(200, send("GET", item, null, "If-None-Match", "\"x\"").status());
        Database.write("update %s set %s = 'by others' where id > %d".formatted(table, text, last));
        assertNotEquals(etag, Answer.get(item).header("ETag"));
        assertEquals(200, send("GET", item, null, "If-None-Match", etag).status());
        var cut = Answer.get(item + "?fields=id");
        assertTrue(cut.header("ETag").startsWith("W/\""), cut.header("ETag"));
        assertEquals("no-cache", cut.header("Cache-Control"));
        assertEquals(
                304,
                send("GET", item + "?fields=id", null, "If-None-Match", cut.header("ETag"))
                        .status());
    }

    @Test
    void aWriteWithAStaleOrMalformedPreconditionIsRefused() {
        var item = created("a");
        var etag = Answer.get(item).header("ETag");
        var before = rows();
        for (var stale : List.of("\"x\"", "W/" + etag, "\"x\", \"y\"")) {
            assertRefused(412, "precondition-failed", send("PATCH", item, patch("n"), "If-Match", stale), before);
            assertRefused(412, "precondition-failed", send("PUT", item, body("n"), "If-Match", stale), before);
            assertRefused(412, "precondition-failed", send("DELETE", item, null, "If-Match", stale), before);
        }
        assertRefused(412, "precondition-failed", send("PUT", item, body("n"), "If-None-Match", "*"), before);
        for (var malformed : List.of("x", etag + " " + etag, "\"", "*, \"x\"")) {
            var answer = send("PATCH", item, patch("n"), "If-Match", malformed);
            assertRefused(400, "invalid-parameter", answer, before);
            assertEquals("If-Match", answer.json().at("/errors/0/parameter").asText());
        }
        assertEquals(200, send("PATCH", item, patch("n"), "If-Match", "*").status());
        assertEquals(412, send("PATCH", item, patch("m"), "If-Match", etag).status());
        var now = "\"x\", " + Answer.get(item).header("ETag");
        assertEquals(200, send("PATCH", item, patch("m"), "If-Match", now).status());
        assertEquals(
                204,
                send("DELETE", item, null, "If-Match", Answer.get(item).header("ETag"))
                        .status());
    }

    @Test
    void aPostWithAPreconditionIsRefused() {
        var before = rows();
        for (var header : List.of("If-Match", "If-None-Match")) {
            for (var value : List.of("*", "\"x\"", "x")) {
                var answer = post(body("n"), header, value);
                assertRefused(400, "invalid-parameter", answer, before);
                assertEquals(header, answer.json().at("/errors/0/parameter").asText());
            }
        }
    }

    @Test
    void concurrentUpdatesWithIfMatchAreNotLost() throws Exception {
        var item = created("a");
        var start = Answer.get(item).json().get(text).asText();
        var marks = IntStream.range(0, 6).mapToObj(i -> "-" + (char) ('a' + i)).toList();
        runConcurrently(marks.stream()
                .map(mark -> (Callable<?>) () -> append(item, mark, 3))
                .toList());
        var end = Answer.get(item).json().get(text).asText();
        assertEquals(start.length() + 6 * 3 * 2, end.length(), end);
        marks.forEach(mark -> assertEquals(4, end.split(mark, -1).length, mark + " in " + end));
    }

    private boolean append(String item, String mark, int times) {
        for (int done = 0; done < times; ) {
            var got = Answer.get(item);
            var patch = patch(got.json().get(text).asText() + mark);
            var answer = send("PATCH", item, patch, "If-Match", got.header("ETag"));
            assertTrue(
                    answer.status() == 200 || answer.status() == 412,
                    answer.json().toString());
            done += answer.status() == 200 ? 1 : 0;
        }
        return true;
    }

    private static <T> List<T> runConcurrently(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private static void assertReplayed(Answer first, Answer again) {
        assertEquals(first.status(), again.status());
        assertEquals(first.response().asString(), again.response().asString());
        for (var header : List.of("Location", "ETag", "Content-Type", "Content-Length")) {
            assertEquals(first.header(header), again.header(header), header);
        }
    }

    @Test
    void aRequestWithAnIdempotencyKeyTakesEffectOnceAndIsReplayed() {
        var first = post(body("a"), "Idempotency-Key", "k");
        var item = first.header("Location");
        assertReplayed(first, post(body("a"), "Idempotency-Key", "k"));
        var patched = send("PATCH", item, patch("n"), "Idempotency-Key", "k");
        assertEquals(200, patched.status());
        assertReplayed(first, post(body("a"), "Idempotency-Key", "k"));
        assertEquals(200, send("PATCH", item, patch("m")).status());
        assertReplayed(patched, send("PATCH", item, patch("n"), "Idempotency-Key", "k"));
        assertEquals("m", Answer.get(item).json().get(text).asText());
        var put = send("PUT", item, body("p"), "Idempotency-Key", "k");
        assertReplayed(put, send("PUT", item, body("p"), "Idempotency-Key", "k"));
        var deleted = send("DELETE", item, null, "Idempotency-Key", "k");
        assertReplayed(deleted, send("DELETE", item, null, "Idempotency-Key", "k"));
        assertReplayed(patched, send("PATCH", item, patch("n"), "Idempotency-Key", "k"));
        assertEquals(0, Database.number("select count(*) from %s where id > %d".formatted(table, last)));
    }

    @Test
    void anIdempotencyKeyIsBoundToOneRequest() {
        var item = post(body("a"), "Idempotency-Key", "k").header("Location");
        var before = rows();
        assertRefused(422, "idempotency-key-reused", post(body("b"), "Idempotency-Key", "k"), before);
        assertRefused(422, "idempotency-key-reused", post(body("a").toString() + " ", "Idempotency-Key", "k"), before);
        send("PATCH", item, patch("n"), "Idempotency-Key", "k");
        var after = rows();
        var answer = send("PATCH", item, patch("n"), "Idempotency-Key", "k", "If-Match", "*");
        assertRefused(422, "idempotency-key-reused", answer, after);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsIdempotencyKey() {
        assertEquals(400, post("{}", "Idempotency-Key", "k").status());
        assertEquals(201, post(body("a"), "Idempotency-Key", "k").status());
    }

    @Test
    void anIdempotencyKeyHasOneToTwoHundredAndFiftyFiveVisibleCharacters() {
        var before = rows();
        for (var key : List.of("", "a b", "x".repeat(256), "é")) {
            var answer = post(body("a"), "Idempotency-Key", key);
            assertRefused(400, "invalid-parameter", answer, before);
            assertEquals(
                    "Idempotency-Key", answer.json().at("/errors/0/parameter").asText());
        }
        assertEquals(201, post(body("a"), "Idempotency-Key", "~".repeat(255)).status());
    }

    @Test
    void concurrentRequestsWithTheSameKeyTakeEffectOnce() throws Exception {
        var body = body("a");
        var answers = runConcurrently(IntStream.range(0, 8)
                .mapToObj(_ -> (Callable<Answer>) () -> post(body, "Idempotency-Key", "k"))
                .toList());
        var statuses =
                answers.stream().map(answer -> answer.status()).distinct().toList();
        assertTrue(List.of(201, 409).containsAll(statuses) && statuses.contains(201), statuses.toString());
        assertEquals(1, Database.number("select count(*) from %s where id > %d".formatted(table, last)));
        assertEquals(201, post(body, "Idempotency-Key", "k").status());
        assertEquals(1, Database.number("select count(*) from %s where id > %d".formatted(table, last)));
    }

    @Test
    void aBodyThatIsNotAJsonObjectIsRefused() {
        var item = created("i");
        var before = rows();
        var good = body("n").toString();
        var deep = "[".repeat(50_000);
        var bodies = Stream.of(
                "",
                " ",
                "[]",
                "null",
                "1",
                "\"x\"",
                "[" + good + "]",
                "{",
                good + good,
                good + "x",
                good + " {}",
                good.substring(1),
                good.replace("\":", "\"="),
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1,}",
                "//\n" + good,
                deep,
                "{\"a\":" + "9".repeat(10_000) + "}",
                "\uFEFF" + good);
        var encodings = Stream.of(
                good.getBytes(StandardCharsets.UTF_16),
                withBytes(good, 0xC3),
                withBytes(good, 0xC0, 0xAF),
                withBytes(good, 0xED, 0xA0, 0x80),
                withBytes(good, 0xF5, 0x80, 0x80, 0x80));
        Stream.concat(bodies, encodings).forEach(body -> {
            for (var answer : List.of(post(body), send("PUT", item, body), send("PATCH", item, body))) {
                assertRefused(400, "invalid-body", answer, before);
                assertEquals(List.of(""), pointers(answer), answer.json().toString());
            }
        });
    }

    /// Returns the body with these bytes inserted at the start of its first text.
    private static byte[] withBytes(String body, int... inserted) {
        var text = body.indexOf(":\"") + 2;
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(body.substring(0, text).getBytes(StandardCharsets.UTF_8));
        Arrays.stream(inserted).forEach(bytes::write);
        bytes.writeBytes(body.substring(text).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @Test
    void numbersAreTakenBackAsTheStringsThatWereShown() {
        var item = created("a");
        var before = Answer.get(item);
        var shown = Answer.get(item + "?numbers=strings");
        var body = withStrings(body("a"), draft());
        var put = send("PUT", item, body, "If-Match", shown.header("ETag"));
        assertEquals(200, put.status(), put.json().toString());
        draft().parts().forEach(part -> {
            var name = part.field().name();
            assertEquals(before.json().get(name), put.json().get(name), name);
        });
        var tag = Answer.get(item + "?numbers=strings").header("ETag");
        assertEquals(200, send("PATCH", item, body, "If-Match", tag).status());
        tag = Answer.get(item + "?numbers=strings").header("ETag");
        assertEquals(
                412, send("PATCH", item, patch("changed"), "If-None-Match", tag).status());
        assertEquals(
                204,
                send(
                                "DELETE",
                                item,
                                null,
                                "If-Match",
                                Answer.get(item + "?numbers=strings").header("ETag"))
                        .status());
    }

    private static ObjectNode withStrings(ObjectNode body, Draft draft) {
        for (var part : draft.parts()) {
            var value = body.path(part.field().name());
            if (part.lines() != null) {
                value.forEach(line -> withStrings((ObjectNode) line, part.lines()));
            } else if (value.isNumber() && NumberForm.covers(part.field().type())) {
                body.put(part.field().name(), value.decimalValue().toPlainString());
            }
        }
        return body;
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedWithItsPointer() {
        var item = created("i");
        var before = rows();
        for (var part : draft().parts()) {
            var name = part.field().name();
            for (var value : valuesOfOtherTypes(part)) {
                var raw = body("n")
                        .toString()
                        .replaceFirst(
                                "\"%s\":(\\[.*]|\"[^\"]*\"|[^,}]*)".formatted(name),
                                Matcher.quoteReplacement("\"%s\":%s".formatted(name, value)));
                for (var answer : List.of(
                        post(raw), send("PUT", item, raw), send("PATCH", item, "{\"%s\":%s}".formatted(name, value)))) {
                    assertRefused(400, "invalid-body", answer, before);
                    assertEquals(List.of("/" + name), pointers(answer), raw + " → " + answer.json());
                }
            }
        }
    }

    private static List<String> valuesOfOtherTypes(Draft.Part part) {
        var type = part.field().type();
        if (part.lines() != null) {
            return List.of("1", "\"x\"", "true", "{}", "[]");
        }
        if (type == Integer.class || type == Long.class) {
            return List.of(
                    type == Long.class ? "\"1.5\"" : "\"1\"",
                    "1.9",
                    "1.0",
                    "1e2",
                    "true",
                    "[]",
                    "{}",
                    "9223372036854775808",
                    "\"\"");
        }
        if (type == BigDecimal.class) {
            return List.of(
                    "\"\"",
                    "\" 1\"",
                    "\"x\"",
                    "true",
                    "[1]",
                    "{}",
                    "1e999999999",
                    "9".repeat(50),
                    "0." + "1".repeat(50));
        }
        if (type == String.class) {
            return List.of(
                    "1", "true", "[]", "{}", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ude00\\ud83d\"");
        }
        return List.of("1", "true", "[]", "{}", "\"\"", "\"x\"", "\"2020-02-30T00:00:00Z\"", "\"2020-02-28\"");
    }

    @Test
    void allFaultsAreReportedAtOnceWithTheirPointers() {
        var item = created("i");
        var before = rows();
        var body = body("n")
                .put("id", 1)
                .put("colour", "red")
                .put("a/b~c", 1)
                .put("", 1)
                .toString();
        var twice = body.substring(0, body.length() - 1) + ",\"colour\":1}";
        var unknown = List.of("/colour", "/id", "/colour", "/a~1b~0c", "/");
        for (var answer : List.of(post(twice), send("PUT", item, twice), send("PATCH", item, twice))) {
            assertRefused(400, "invalid-body", answer, before);
            assertEquals(unknown, pointers(answer));
        }
        var required = draft().parts().stream()
                .filter(part -> !part.field().nullable())
                .map(part -> "/" + part.field().name())
                .toList();
        for (var answer : List.of(post("{}"), send("PUT", item, "{}"))) {
            assertRefused(400, "invalid-body", answer, before);
            assertEquals(required, pointers(answer));
        }
    }

    @Test
    void unsafeFieldNamesAreShortenedAndSanitizedInErrors() {
        var item = created("i");
        var before = rows();
        var body = JSON.createObjectNode()
                .put("x".repeat(5000), 1)
                .put("\u0000\n\"é", 1)
                .toString();
        var answer = send("PATCH", item, body.substring(0, body.length() - 1) + ",\"\\ud800\":1}");
        assertEquals(400, answer.status());
        assertEquals(List.of("/" + "x".repeat(60) + "…", "/\uFFFD\uFFFD\"é", "/\uFFFD"), pointers(answer));
        assertEquals(before, rows());
    }

    @Test
    void textLengthIsLimitedInBytes() {
        var item = created("i");
        var longest = Arrays.stream(draft().type().getRecordComponents())
                .filter(component -> component.getName().equals(Field.attribute(text)))
                .map(component ->
                        component.getAccessor().getAnnotation(Octets.class).max())
                .findFirst()
                .orElseThrow();
        var fitting = "é🧸".repeat(longest / 6) + "x".repeat(longest % 6);
        var answer = send("PATCH", item, patch(fitting));
        assertEquals(200, answer.status(), answer.json().toString());
        assertEquals(fitting, answer.json().get(text).asText());
        var before = rows();
        var tooLong = send("PATCH", item, patch(fitting + "x"));
        assertRefused(400, "invalid-body", tooLong, before);
        assertEquals(List.of("/" + text), pointers(tooLong));
    }

    @Test
    void unsupportedMediaTypesAndParametersAreRefused() {
        var item = created("i");
        var before = rows();
        var body = body("n");
        for (var type : List.of("text/plain", "application/xml", "application/json; charset=ISO-8859-1")) {
            assertRefused(415, "unsupported-media-type", post(body, "Content-Type", type), before);
            assertRefused(415, "unsupported-media-type", send("PUT", item, body, "Content-Type", type), before);
            var refused = send("PATCH", item, body, "Content-Type", type);
            assertRefused(415, "unsupported-media-type", refused, before);
            assertEquals("application/merge-patch+json, application/json", refused.header("Accept-Patch"));
        }
        assertRefused(
                415, "unsupported-media-type", post(body, "Content-Type", "application/merge-patch+json"), before);
        assertRefused(415, "unsupported-media-type", post(body, "Content-Encoding", "gzip"), before);
        assertRefused(400, "unknown-parameter", send("POST", path + "?fields=id", body), before);
        assertRefused(400, "unknown-parameter", send("DELETE", item + "?x=1", null), before);
        assertRefused(406, "not-acceptable", post(body, "Accept", "text/html"), before);
    }

    @Test
    void wellFormedMediaTypeParametersAreIgnored() {
        var item = created("i");
        var patch = patch("n");
        for (var type : List.of(
                "application/json;",
                "application/json; profile=\"a;b\\\"c\"",
                "Application/JSON;;charset=\"UTF-8\";x=y")) {
            assertEquals(200, send("PATCH", item, patch, "Content-Type", type).status(), type);
        }
        assertEquals(
                200, send("PATCH", item, patch, "Content-Encoding", "identity").status());
        for (var type : List.of("application/json;x", "application/json; a=\"", "application/json; a=b, text/plain")) {
            assertEquals(415, send("PATCH", item, patch, "Content-Type", type).status(), type);
        }
    }

    @Test
    void aBodyLargerThanOneMebibyteIsRefused() {
        var before = rows();
        var body = "{\"x\":\"" + "x".repeat(1 << 20) + "\"}";
        assertRefused(413, "payload-too-large", post(body), before);
        var chunks = RawHttp.send(
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                        .formatted(path, body.length(), body));
        assertEquals(413, chunks.status(), chunks.head());
        assertTrue(chunks.body().contains("payload-too-large"), chunks.body());
        assertEquals(before, rows());
    }
}
