package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.contract.Exported;
import dev.quire.pagination.Sort;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that every value that a column can hold is shown, sorted, filtered, continued from, exported and written:
/// numbers that are not finite, negative zero, and the times and dates of all years.
@QuarkusTest
class ExtremeValuesTest {

    private static final int SEEDED = 11;

    @AfterEach
    void deleteNewRows() {
        Database.write("delete from readings where id > " + SEEDED);
    }

    private static Answer get(String query) {
        var answer = Answer.get("/api/readings" + query);
        assertEquals(200, answer.status(), () -> query + " → " + answer.json());
        return answer;
    }

    private static String encoded(JsonNode value) {
        return URLEncoder.encode(value.asText(), StandardCharsets.UTF_8);
    }

    private static List<Long> ids(String condition, String sort) {
        return Database.longs("select id from readings where %s%s"
                .formatted(condition, Database.orderBy(Sort.parse(sort).withTieBreaker("id"))));
    }

    @Test
    void valuesThatJsonCannotExpressAreStrings() {
        Map<Integer, String> items = Map.of(
                1,
                "\"amount\":\"NaN\",\"ratio\":\"NaN\",\"share\":\"NaN\",\"taken_at\":\"infinity\",\"day\":\"infinity\"",
                3,
                "\"amount\":\"-Infinity\",\"ratio\":\"-Infinity\",\"share\":\"-Infinity\","
                        + "\"taken_at\":\"+294276-12-31T23:59:59.999999Z\",\"day\":\"+5874897-12-31\"",
                4,
                "\"amount\":0,\"ratio\":-0.0,\"share\":-0.0,\"taken_at\":\"-4713-11-24T00:00:00.000000Z\",\"day\":\"-4713-11-24\"",
                5,
                "\"amount\":0.00,\"ratio\":0.0,\"share\":0.0,\"taken_at\":\"0000-12-31T23:59:59.000001Z\",\"day\":\"-0043-03-15\"",
                6,
                "\"amount\":0.000000001,\"ratio\":1.0E-300,\"share\":1.0E-37,"
                        + "\"taken_at\":\"+10000-01-01T00:00:00.000000Z\",\"day\":\"+10000-01-01\"",
                8,
                "\"amount\":-12.50,\"ratio\":0.1,\"share\":0.1,\"taken_at\":\"1582-10-10T00:00:00.500000Z\",\"day\":\"2011-12-09\"");
        items.forEach((id, values) -> {
            var item = get("/" + id).response().asString();
            assertTrue(item.endsWith("," + values + "}"), item);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount", "ratio", "share", "taken_at", "day"})
    void walksExportsAndFiltersByEveryValueAgreeWithTheDatabase(String field) {
        for (var sort : List.of(field, "-" + field)) {
            var expected = ids("id <= " + SEEDED, sort);
            assertEquals(expected, get("?sort=" + sort).ids());
            for (var size : List.of(1, 3)) {
                var pages = walked("?sort=%s&per_page=%d".formatted(sort, size), "next_cursor");
                assertEquals(expected, ids(pages), sort);
                var back = walked(
                        "?sort=%s&per_page=%d&cursor=%s"
                                .formatted(
                                        sort,
                                        size,
                                        pages.getLast()
                                                .meta()
                                                .get("prev_cursor")
                                                .asText()),
                        "prev_cursor");
                assertEquals(
                        expected.subList(
                                0, expected.size() - pages.getLast().ids().size()),
                        ids(back.reversed()),
                        sort + " back");
                for (int i = 0; i < pages.size() - 1; i++) {
                    var cursor = pages.get(i).meta().get("next_cursor").asText();
                    var export = RestAssured.get("/api/readings/export?sort=%s&cursor=%s".formatted(sort, cursor));
                    var rest = expected.subList((i + 1) * size, expected.size());
                    assertEquals(rest, Exported.of(export.asString()).ids());
                }
            }
        }
        for (var item : get("?per_page=100").data()) {
            var value = item.get(field);
            if (value.isNull()) {
                continue;
            }
            Map.of("", "=", "[gt]", ">", "[gte]", ">=", "[lt]", "<", "[lte]", "<=", "[ne]", "is distinct from")
                    .forEach((operator, sql) -> {
                        var query = "?%s%s=%s".formatted(field, operator, encoded(value));
                        var stored = "(select %s from readings where id = %s)".formatted(field, item.get("id"));
                        assertEquals(
                                ids("%s %s %s".formatted(field, sql, stored), "id"),
                                get(query).ids(),
                                query);
                    });
            get("?%s=%s&count=estimated".formatted(field, encoded(value))); // Asks the planner with the same value.
            var list = "?%1$s[in]=%2$s,%3$s,%2$s&count=exact"
                    .formatted(field, encoded(value), encoded(get("/1").json().get(field)));
            assertTrue(get(list).ids().contains(item.get("id").asLong()), list);
        }
    }

    private static List<Answer> walked(String query, String cursor) {
        var pages = new ArrayList<>(List.of(get(query)));
        while (pages.getLast().meta().has(cursor)) {
            var next = pages.getLast().meta().get(cursor).asText();
            assertTrue(pages.size() <= SEEDED, query);
            pages.add(get(query.replaceFirst("&cursor=.*", "") + "&cursor=" + next));
        }
        return pages;
    }

    private static List<Long> ids(List<Answer> pages) {
        return pages.stream().flatMap(page -> page.ids().stream()).toList();
    }

    @Test
    void allFormatsOfAnExportHoldTheValuesOfTheList() {
        var items = get("?per_page=100").data().stream().map(JsonNode::toString).toList();
        var ndjson = RestAssured.get("/api/readings/export").asString();
        assertEquals(
                items,
                Exported.of(ndjson).lines().stream()
                        .map(line -> Answer.parse(line).toString())
                        .toList());
        var json = RestAssured.get("/api/readings/export?format=json").asString();
        assertEquals(
                items,
                Stream.of(json.split(",?\n"))
                        .filter(line -> line.startsWith("{"))
                        .map(line -> Answer.parse(line).toString())
                        .toList());
        var csv = RestAssured.get("/api/readings/export?format=csv").asString();
        assertTrue(csv.contains("\r\n1,,NaN,NaN,NaN,infinity,infinity\r\n"), csv);
        assertTrue(
                csv.contains("\r\n3,1,-Infinity,-Infinity,-Infinity,+294276-12-31T23:59:59.999999Z,+5874897-12-31\r\n"),
                csv);
        assertTrue(csv.contains("\r\n4,2,0,-0.0,-0.0,-4713-11-24T00:00:00.000000Z,-4713-11-24\r\n"), csv);
    }

    @Test
    void embeddedItemsHoldTheSameValues() {
        var items = get("?per_page=100&embed=parent,children").data();
        for (var item : items) {
            var parent = item.get("parent_id");
            assertEquals(
                    parent.isNull() ? null : get("/" + parent).json(), parent.isNull() ? null : item.get("parent"));
            item.get("children")
                    .forEach(child -> assertEquals(get("/" + child.get("id")).json(), child));
        }
    }

    @Test
    void whatAnItemShowsCanBeWrittenBack() {
        for (var item : get("?per_page=100").data()) {
            var shown = get("/" + item.get("id"));
            var draft = shown.response().asString().replaceFirst("\"id\":\\d+,", "");
            var put = send("PUT", item.get("id"), draft, shown.header("ETag"));
            assertEquals(200, put.status(), () -> put.json().toString());
            assertEquals(shown.json(), put.json());
            assertEquals(shown.header("ETag"), put.header("ETag"));
            var copy = Answer.send("POST", "/api/readings", Map.of("Content-Type", "application/json"), draft);
            assertEquals(201, copy.status(), () -> copy.json().toString());
            assertEquals(draft, copy.response().asString().replaceFirst("\"id\":\\d+,", ""));
        }
        var changed = send(
                "PATCH",
                get("/1").json().get("id"),
                "{\"parent_id\":1}",
                get("/1").header("ETag"));
        assertEquals("NaN", changed.json().get("amount").asText());
        assertEquals(
                200,
                send("PATCH", changed.json().get("id"), "{\"parent_id\":null}", "*")
                        .status());
    }

    @Test
    void numbersCanBeWrittenWithAnExponent() {
        var body = "{\"amount\":1.5e3,\"ratio\":1e-9,\"share\":1E2,\"taken_at\":\"2011-12-09 12:50+0000\"}";
        var made = Answer.send("POST", "/api/readings", Map.of("Content-Type", "application/json"), body);
        assertEquals(201, made.status(), () -> made.json().toString());
        assertEquals("1500", made.json().get("amount").toString());
        assertEquals("2011-12-09T12:50:00.000000Z", made.json().get("taken_at").asText());
        for (var refused : List.of("{\"amount\":\"x\"}", "{\"ratio\":1e999}", "{\"taken_at\":\"2011-12-09\"}")) {
            var answer = Answer.send("POST", "/api/readings", Map.of("Content-Type", "application/json"), refused);
            assertEquals(400, answer.status(), refused);
        }
    }

    private static Answer send(String method, JsonNode id, String body, String etag) {
        return Answer.send(
                method, "/api/readings/" + id, Map.of("Content-Type", "application/json", "If-Match", etag), body);
    }

    @Test
    void aCursorContinuesUnderTheSameFiltersInOtherWords() {
        var first = get("?amount[gte]=-12.5&day[in]=infinity,-infinity&per_page=1");
        var cursor = "&per_page=1&cursor=" + first.meta().get("next_cursor").asText();
        var expected =
                get("?amount[gte]=-12.5&day[in]=infinity,-infinity" + cursor).ids();
        for (var same : List.of(
                "?amount[gte]=-12.50&day[in]=-infinity,infinity",
                "?day[in]=infinity,%20-infinity,infinity&amount[gte]=-1.25e1")) {
            assertEquals(expected, get(same + cursor).ids(), same);
        }
        var other = Answer.get("/api/readings?amount[gte]=-12.51&day[in]=infinity,-infinity" + cursor);
        assertEquals("cursor-mismatch", other.code());
    }

    @Test
    void aDateAloneIsItsWholeDay() {
        var day = "cast(taken_at at time zone 'UTC' as date)";
        Map.of("", "=", "[lte]", "<=", "[lt]", "<", "[gt]", ">", "[gte]", ">=").forEach((operator, sql) -> {
            var expected = ids("%s %s '2011-12-09'".formatted(day, sql), "id");
            assertEquals(
                    expected, get("?taken_at%s=2011-12-09".formatted(operator)).ids(), operator);
        });
        assertEquals(400, Answer.get("/api/readings?taken_at[ne]=2011-12-09").status());
    }

    @Test
    void itemsCanBeFilteredByTheirKey() {
        assertEquals(List.of(3L), get("?id=3").ids());
        assertEquals(List.of(1L, 2L), get("?id[in]=2,%201").ids());
        assertEquals(List.of(10L, 11L), get("?id[gt]=9").ids());
    }
}
