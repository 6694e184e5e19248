package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Operator;
import dev.quire.pagination.Sort;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Tests exports of every collection.
abstract class ExportContract extends FilteredWalkContract {

    /// Of a collection with more rows, only this many of the last ones are exported, to keep the tests fast.
    private static final int MAX_ROWS = 1_500;

    ExportContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    /// The query that exports the last rows: for a large collection with a cursor, for a small one from the start.
    String lastRows(Sort sort) {
        var before = total() - MAX_ROWS;
        if (before <= 0) {
            return "sort=" + sort;
        }
        var page = get("fields=id&count=none&limit=1&sort=%s&offset=%d".formatted(sort, before - 1));
        return "sort=%s&cursor=%s"
                .formatted(sort, page.meta().get("next_cursor").asText());
    }

    private List<Long> expectedLastRows(Sort sort) {
        return expected(sort, Math.max(0, total() - MAX_ROWS), MAX_ROWS);
    }

    Response export(String query) {
        return export(query, "*/*");
    }

    Response export(String query, String accept) {
        var response = RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Accept", accept)
                .filter(new Conformance())
                .get(path + "/export" + (query.isEmpty() ? "" : "?" + query));
        assertEquals(200, response.statusCode(), () -> query + response.asString());
        return response;
    }

    Exported exported(String query) {
        return Exported.of(export(query).asString());
    }

    Answer refused(String code, String parameter, String query) {
        var answer = Answer.get(path + "/export?" + query);
        assertEquals(400, answer.status(), query);
        assertEquals(code, answer.code(), query);
        assertEquals(parameter, answer.json().at("/errors/0/parameter").asText(), query);
        return answer;
    }

    @Test
    void anExportInEverySortContainsEveryRowOnceInDatabaseOrder() {
        sorts().forEach(sort -> {
            var exported = exported("fields=id&" + lastRows(sort));
            assertEquals(expectedLastRows(sort), exported.ids(), sort.toString());
            assertTrue(exported.isWhole());
        });
    }

    @Test
    void anExportResumedAtAnyCheckpointReturnsTheRemainingLines() {
        sorts().forEach(sort -> {
            var query = lastRows(sort);
            var whole = exported(query);
            assertTrue(
                    whole.lines().size() <= 100 || whole.checkpoints().size() > 0,
                    "no checkpoint within " + whole.lines().size());
            for (var checkpoint : whole.checkpoints()) {
                var cursor = "sort=" + sort + "&cursor=" + checkpoint.cursor();
                var rest = Exported.after(checkpoint, export(cursor).asString());
                assertEquals(
                        whole.lines().subList(checkpoint.lines(), whole.lines().size()), rest.lines());
                assertEquals(whole.end().get("count"), rest.end().get("count"));
            }
        });
    }

    @Test
    void theEndMarkHasTheCursorForRowsAddedLater() {
        var query = lastRows(declaration().defaultSort());
        var end = exported(query).end();
        if (total() == 0) {
            assertFalse(end.has("cursor"));
            return;
        }
        var later = "cursor=" + end.get("cursor").asText();
        var more = Exported.json(export(later).asString()).get("_end");
        assertEquals(end.get("count"), more.get("count"));
        assertEquals(
                Exported.sha256(end.get("sha256").asText()), more.get("sha256").asText());
    }

    @Test
    void anExportedItemIsWrittenAsInAList() {
        var sort = declaration().defaultSort();
        var page = get("count=none&limit=100&offset=%d".formatted(Math.max(0, total() - MAX_ROWS)));
        var lines = exported(lastRows(sort)).lines();
        var items = lines.subList(0, Math.min(100, lines.size())).stream()
                .map(String::strip)
                .collect(Collectors.joining(",", "{\"data\":[", "],"));
        assertTrue(page.response().asString().startsWith(items), items);
    }

    @Test
    void allFormatsContainTheSameItems() {
        var query = lastRows(declaration().defaultSort());
        var lines = exported(query).lines();
        var array = export(query, "application/json");
        assertEquals("application/json", array.contentType());
        assertEquals(
                lines.stream().map(Exported::json).toList(),
                new ArrayList<>(array.jsonPath().getList("$")).isEmpty() ? List.of() : elements(array.asString()));
        var csv = export(query, "text/csv");
        assertEquals("text/csv;charset=UTF-8;header=present", csv.contentType());
        var names = declaration().fields().stream().map(Field::name).collect(Collectors.joining(","));
        assertTrue(csv.asString().startsWith(names + "\r\n"));
        assertEquals(csv.asString(), export(query + "&format=csv").asString());
        assertEquals(array.asString(), export(query + "&format=json").asString());
        assertEquals(
                String.join("", lines),
                export(query + "&format=ndjson&marks=none").asString());
    }

    @Test
    void aClientThatAcceptsTheDescribedMediaTypesInTheirOrderGetsJson() {
        var export = Description.served().document().path("paths").path(resource + "/export");
        var types = new ArrayList<String>();
        export.at("/get/responses/200/content").fieldNames().forEachRemaining(types::add);
        assertEquals("application/json", types.getFirst());
        var query = "fields=id&" + lastRows(declaration().defaultSort());
        assertEquals("application/json", export(query, String.join(", ", types)).contentType());
        assertEquals("application/x-ndjson", export(query, "*/*").contentType());
    }

    private static List<?> elements(String array) {
        var items = new ArrayList<Object>();
        Exported.json(array).forEach(items::add);
        return items;
    }

    @Test
    void anExportAppliesFiltersAndFields() {
        var field = declaration().filters().getFirst();
        for (var value : samples(field)) {
            var condition = condition(field, Operator.EQ, value);
            var exported = exported("fields=id&%s=%s".formatted(field.name(), encode(value)));
            assertEquals(
                    Database.longs("select id from %s%s%s%s"
                            .formatted(
                                    rows,
                                    rows.contains(" where ") ? " and " : " where ",
                                    condition,
                                    orderBy(declaration().defaultSort()))),
                    exported.ids());
            exported.lines().forEach(line -> assertTrue(line.matches("\\{\"id\":\\d+}\n"), line));
        }
    }

    @Test
    void parametersThatDoNotApplyToExportsAreRefusedByName() {
        for (var name : List.of("page", "per_page", "offset", "limit", "count", "embed")) {
            var detail = refused("unknown-parameter", name, name + "=1")
                    .json()
                    .get("detail")
                    .asText();
            assertTrue(detail.contains("sends all items"), detail);
        }
        refused("unknown-parameter", "colour", "colour=red");
        refused("invalid-parameter", "format", "format=xml");
        refused("invalid-parameter", "marks", "marks=some");
        refused("invalid-parameter", "format", "format=csv&format=csv");
        refused("unsupported-sort", "sort", "sort=colour");
        refused("unknown-field", "fields", "fields=colour");
        refused("invalid-cursor", "cursor", "cursor=eyJpZCI6MX0");
        var back = get("page=2&per_page=1").meta().get("prev_cursor").asText();
        refused("invalid-parameter", "cursor", "cursor=" + back);
        assertEquals(
                406,
                Answer.send("GET", path + "/export", java.util.Map.of("Accept", "text/html"), null)
                        .status());
    }

    @Test
    void headReturnsTheHeadersOfGetWithoutABody() {
        var got = RestAssured.given()
                .header("Accept", "text/csv")
                .get(path + "/export?fields=id&" + lastRows(declaration().defaultSort()));
        var head = RestAssured.given()
                .header("Accept", "text/csv")
                .head(path + "/export?fields=id&" + lastRows(declaration().defaultSort()));
        assertEquals(200, head.statusCode());
        assertEquals("", head.asString());
        for (var name : List.of("Content-Type", "Content-Disposition", "Content-Encoding", "Cache-Control", "Vary")) {
            assertEquals(got.header(name), head.header(name), name);
        }
        assertEquals("GET, HEAD, OPTIONS", RestAssured.options(path + "/export").header("Allow"));
        assertEquals(405, RestAssured.delete(path + "/export").statusCode());
    }
}
