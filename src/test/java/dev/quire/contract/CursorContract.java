package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.cursor.CursorMutants;
import dev.quire.pagination.Sort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests paging by cursor in every collection.
abstract class CursorContract extends EmbedContract {

    /// Collections with more rows are walked through in parts only.
    private static final long MAX_FULL_WALK_ROWS = 1_100;

    CursorContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    @Test
    void aRequestWithoutAModeUsesTheDeclaredOne() {
        var answer = Answer.get(path);
        assertEquals(declaration().mode().toString(), answer.meta().get("mode").asText());
        assertEquals(expected(declaration().defaultSort(), 0, 20), answer.ids());
        assertFalse(answer.meta().get("has_prev").asBoolean());
    }

    @Test
    void followingCursorsReturnsEveryRowOnceInDatabaseOrderAndTheSamePagesBackwards() {
        var total = total();
        for (var size : List.of(100, 7, 1)) {
            for (var sort : sorts().toList()) {
                var pages = Math.ceilDiv(total, (long) size);
                var starts = total <= MAX_FULL_WALK_ROWS && size > 1
                        ? List.of(1L)
                        : List.of(1L, pages / 2 + 1, Math.max(1, pages - 2));
                for (long start : new LinkedHashSet<>(starts)) {
                    walk(sort, size, start, total <= MAX_FULL_WALK_ROWS && size > 1 ? Integer.MAX_VALUE : 4);
                }
            }
        }
    }

    /// Walks from a numbered page forwards by cursor, at most `steps` steps, and then back to that page.
    private void walk(Sort sort, int size, long page, int steps) {
        var name = sort + " by " + size + " from page " + page;
        var fields = "fields=id&count=none&per_page=" + size + "&sort=" + sort;
        var answer = get(fields + "&page=" + page);
        var pages = new ArrayList<List<Long>>(List.of(answer.ids()));
        while (pages.size() <= steps && answer.meta().has("next_cursor")) {
            answer = get(fields + "&cursor=" + answer.meta().get("next_cursor").asText());
            assertEquals("cursor", answer.meta().get("mode").asText());
            assertFalse(answer.ids().isEmpty(), name + ": next cursor leads to an empty page");
            pages.add(answer.ids());
        }
        var walked = pages.stream().flatMap(List::stream).toList();
        assertEquals(expected(sort, (page - 1) * size, walked.size()), walked, name);
        assertEquals((page - 1) * size + walked.size() < total(), answer.meta().has("next_cursor"), name);
        for (int i = pages.size() - 2; i >= 0; i--) {
            answer = get(fields + "&cursor=" + answer.meta().get("prev_cursor").asText());
            assertEquals(pages.get(i), answer.ids(), name + " back");
        }
        assertEquals(page > 1, answer.meta().has("prev_cursor"), name);
    }

    @Test
    void linksLeadToTheSamePagesAsCursors() {
        var next = get("per_page=2&page=2").meta().get("next_cursor").asText();
        var answer = get("per_page=2&cursor=" + next);
        assertEquals(expected(declaration().defaultSort(), 4, 2), answer.ids());
        assertEquals(
                answer.meta().get("prev_cursor").asText(),
                answer.links().get("prev").replaceFirst(".*cursor=([^&]*).*", "$1"));
        assertEquals(
                expected(declaration().defaultSort(), 2, 2),
                Answer.get(answer.links().get("prev")).ids());
        assertEquals(
                expected(declaration().defaultSort(), 0, 2),
                Answer.get(answer.links().get("first")).ids());
        assertFalse(answer.links().containsKey("last"));
        assertFalse(answer.meta().has("page")
                || answer.meta().has("offset")
                || answer.meta().has("pages"));
    }

    @Test
    void anOffsetResponseHasCursorsToTheAdjacentPages() {
        var answer = get("offset=3&limit=2&fields=id");
        var sort = declaration().defaultSort();
        assertEquals(
                expected(sort, 5, 2),
                get("per_page=2&cursor=" + answer.meta().get("next_cursor").asText())
                        .ids());
        assertEquals(
                expected(sort, 1, 2),
                get("per_page=2&cursor=" + answer.meta().get("prev_cursor").asText())
                        .ids());
    }

    @Test
    void everyPageSaysWhereItStartsAndEnds() {
        var total = total();
        for (long offset : new LinkedHashSet<>(List.of(0L, 1L, total / 2, Math.max(0, total - 2)))) {
            assertPlaces(get("fields=id&limit=2&offset=" + offset), offset, total);
            if (offset > 0) {
                var before = get("fields=id&limit=1&offset=" + (offset - 1));
                var cursor = before.meta().get("end_cursor").asText();
                assertPlaces(get("fields=id&per_page=2&cursor=" + cursor), offset, total);
            }
        }
        assertPlaces(get("fields=id&per_page=2&page=1"), 0, total);
        for (var past : List.of("page=100000000", "offset=100000000")) {
            var answer = get("fields=id&" + past);
            assertEquals(
                    window(total - 100, total), read(answer, "start_cursor").ids());
            assertEquals(window(0, 100), read(answer, "end_cursor").ids());
        }
    }

    private List<Long> window(long from, long to) {
        var start = Math.max(0, from);
        return expected(declaration().defaultSort(), start, (int) (to - start));
    }

    /// Reading on from a page in either direction returns what comes before and after it. An answer without items
    /// leads to the same place again and, in the other direction, to that end of the list.
    private void assertPlaces(Answer page, long offset, long total) {
        var end = offset + page.ids().size();
        var before = read(page, "start_cursor");
        var after = read(page, "end_cursor");
        assertEquals(window(offset - 100, offset), before.ids());
        assertEquals(window(end, end + 100), after.ids());
        if (end == total) {
            assertEquals(List.of(), read(after, "end_cursor").ids());
            assertFalse(after.links().containsKey("next"));
            assertEquals(window(total - 100, total), read(after, "start_cursor").ids());
            assertEquals(
                    window(total - 100, total),
                    Answer.get(after.links().get("prev")).ids());
        }
        if (offset == 0) {
            assertEquals(List.of(), read(before, "start_cursor").ids());
            assertFalse(before.links().containsKey("prev"));
            assertEquals(window(0, 100), read(before, "end_cursor").ids());
        }
        var meta = page.meta();
        assertEquals(end < total ? meta.get("end_cursor") : null, meta.get("next_cursor"));
        assertEquals(offset > 0 ? meta.get("start_cursor") : null, meta.get("prev_cursor"));
    }

    private Answer read(Answer from, String cursor) {
        return get("fields=id&per_page=100&count=none&cursor="
                + from.meta().get(cursor).asText());
    }

    @Test
    void aCursorIsBoundToItsSortAndFiltersButNotToSizeAndFields() {
        var filter = declaration().filters().getLast();
        var filtered = "%s[null]=false&".formatted(filter.name());
        if (!filter.nullable()) {
            filtered =
                    "%s[ne]=%s&".formatted(filter.name(), encode(samples(filter).getFirst()));
        }
        var cursor = get("page=1&per_page=1").meta().get("next_cursor").asText();
        assertEquals(
                200, get("per_page=3&fields=id&count=none&cursor=" + cursor).status());
        var reverse = declaration().defaultSort().reversed();
        assertRefused("cursor-mismatch", "cursor", "sort=" + reverse + "&cursor=" + cursor);
        assertRefused("cursor-mismatch", "cursor", filtered + "cursor=" + cursor);
        assertRefused("conflicting-parameters", "page", "page=1&cursor=" + cursor);
        assertRefused("conflicting-parameters", "cursor", "offset=1&cursor=" + cursor);
    }

    @Test
    void everyForgedCursorIsRefusedWithTheSameResponseAndNoStatement() {
        var cursors = cursors(path);
        var foreign = cursors(path.contains("products") ? "/api/users" : "/api/products");
        var mutants = new CursorMutants(cursors, foreign, 42);
        var bad = new ArrayList<>(List.of("", "x", "1", "null", "eyJpZCI6MX0"));
        cursors.forEach(cursor -> IntStream.range(0, 100).forEach(_ -> bad.add(mutants.next(cursor))));
        // Mutants with NUL and very long ones are refused with other codes before the cursor is read: see the next
        // test.
        bad.removeIf(mutant -> mutant.indexOf('\0') >= 0 || encode(mutant).length() > 3_900);
        assertTrue(bad.size() > 150, bad.size() + " mutants");
        var bodies = new LinkedHashSet<String>();
        for (var mutant : bad) {
            var sent = Statements.during(() -> {
                var answer = get("cursor=" + encode(mutant));
                assertEquals(400, answer.status(), mutant);
                assertEquals("invalid-cursor", answer.code(), mutant);
                bodies.add(answer.response().asString());
            });
            assertEquals(List.of(), sent, mutant);
        }
        assertEquals(1, bodies.size(), bodies.toString());
    }

    /// The next and previous cursors of a page within the list at a path.
    private static List<String> cursors(String path) {
        var meta = Answer.get(path + "?page=2&per_page=1").meta();
        return List.of(meta.get("next_cursor").asText(), meta.get("prev_cursor").asText());
    }

    @Test
    void aCursorWithNulOrOfExcessiveLengthIsRefusedWithoutAStatement() {
        var cursor = cursors(path).getFirst();
        var sent = Statements.during(() -> {
            assertEquals(400, get("cursor=%00" + cursor).status());
            var tooLong = cursor.repeat(1 + 16_384 / cursor.length());
            assertEquals(414, RawHttp.get(path + "?cursor=" + tooLong).status());
        });
        assertEquals(List.of(), sent);
    }

    @Test
    void aCursorIsOpaqueShortAndNeedsNoEscaping() {
        sorts().forEach(sort -> {
            var cursor = get("page=1&per_page=1&sort=" + sort)
                    .meta()
                    .get("next_cursor")
                    .asText();
            assertTrue(cursor.matches("[A-Za-z0-9_-]{1,512}"), cursor);
        });
    }

    @Test
    void aCursorPageTakesOneStatementIncludingItsCount() {
        sorts().forEach(sort -> {
            var cursor = get("page=2&per_page=1&sort=" + sort)
                    .meta()
                    .get("next_cursor")
                    .asText();
            var query = "per_page=5&sort=" + sort + "&cursor=" + cursor;
            assertEquals(1, Statements.during(() -> get(query + "&count=exact")).size());
            assertEquals(1, Statements.during(() -> get(query + "&count=none")).size());
        });
    }
}
