package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagination.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests totals in every collection.
abstract class CountContract extends CursorContract {

    private static final List<String> COUNTED = List.of("auto", "exact", "estimated");

    CountContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    private List<String> places() {
        return List.of(
                "page=1&per_page=1",
                "page=2&per_page=100",
                "page=" + Math.ceilDiv(total(), 20L),
                "offset=0&limit=100",
                "offset=" + (total() - 1),
                "page=99999999",
                "cursor=" + get("page=1&per_page=1").meta().get("next_cursor").asText());
    }

    /// Fills the cache of estimates, so that the statements measured next do not include making one.
    private void cacheEstimates() {
        get("count=estimated&per_page=1");
        get("count=auto&per_page=1");
    }

    private static int statements(Runnable request) {
        return Statements.during(request).size();
    }

    @Test
    void aListTakesOneStatementInEveryCountMode() {
        cacheEstimates();
        for (var place : places()) {
            if (!get("count=none&" + place).ids().isEmpty()) {
                for (var mode : List.of("count=none", "count=exact", "count=auto", "count=estimated", "fields=id")) {
                    assertEquals(1, statements(() -> get(mode + "&" + place)), mode + " " + place);
                }
            }
        }
        assertEquals(0, statements(() -> get("page=0")));
        assertTrue(Statements.during(() -> get("")).stream().noneMatch(sql -> sql.contains(" join ")));
    }

    @Test
    void countingForAnEmptyPageTakesOneMoreStatement() {
        var past = "page=99999999&count=";
        assertEquals(1, statements(() -> get(past + "exact")) - statements(() -> get(past + "none")));
    }

    @Test
    void countNoneReturnsNoTotal() {
        for (var place : places()) {
            var answer = get("count=none&" + place);
            for (var absent : List.of("total", "pages", "total_relation", "total_as_of")) {
                assertFalse(answer.meta().has(absent), place);
            }
            assertFalse(answer.links().containsKey("last"), place);
        }
    }

    @Test
    void noTotalContradictsItsPage() {
        for (var mode : COUNTED) {
            for (var place : places()) {
                var answer = get("count=%s&%s".formatted(mode, place));
                Totals.assertAgree(answer, mode + " " + place);
                assertEquals(
                        answer.meta().get("total_relation").asText().equals("approx"),
                        answer.meta().has("total_as_of"),
                        mode + place);
            }
        }
        assertRefused("invalid-parameter", "count", "count=all");
    }

    @Test
    void anExactTotalMatchesTheDatabaseOnEveryPage() {
        for (var place : places()) {
            var meta = get("count=exact&" + place).meta();
            assertEquals(total(), meta.get("total").asLong(), place);
            assertEquals("eq", meta.get("total_relation").asText(), place);
        }
    }

    @Test
    void theDefaultTotalIsExactUpToTheBoundAndApproximateAboveIt() {
        for (var query : List.of("per_page=1", "per_page=1&count=auto")) {
            var meta = get(query).meta();
            if (total() <= 10_000) {
                assertEquals(total(), meta.get("total").asLong());
                assertEquals("eq", meta.get("total_relation").asText());
            } else {
                assertEquals(1.0, meta.get("total").asDouble() / total(), 0.1);
                assertEquals("approx", meta.get("total_relation").asText());
            }
        }
    }

    @Test
    void theLastPageGivesTheExactTotalInEveryCountMode() {
        for (var mode : COUNTED) {
            var meta = get("count=%s&page=%d".formatted(mode, Math.ceilDiv(total(), 20L)))
                    .meta();
            assertEquals(total(), meta.get("total").asLong(), mode);
            assertEquals("eq", meta.get("total_relation").asText(), mode);
        }
    }

    @Test
    void everyFilterReturnsTheSameRowsInEveryCountMode() {
        for (var field : declaration().filters()) {
            for (var operator : declaration().operators(field)) {
                var value = operand(samples(field).getLast(), operator);
                var filter = operator == Operator.EQ ? field.name() : "%s[%s]".formatted(field.name(), operator);
                var query = "per_page=1&%s=%s".formatted(filter, encode(value));
                var exact = get(query + "&count=exact");
                for (var mode : COUNTED) {
                    var answer = get(query + "&count=" + mode);
                    assertEquals(exact.ids(), answer.ids(), query);
                    Totals.assertAgree(answer, query + mode);
                }
            }
        }
    }
}
