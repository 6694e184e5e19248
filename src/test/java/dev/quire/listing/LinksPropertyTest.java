package dev.quire.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.catalogue.Declaration;
import dev.quire.http.QueryString;
import dev.quire.pagination.Count;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Follows links like a client, through a collection of numbered rows.
final class LinksPropertyTest {

    private static final String URL = "https://api.example.com/api/rows";

    record Row(Long id) {}

    private static final Declaration ROWS = Declaration.of("rows", Row.class, "Rows.");

    @Property
    void walkingOnFromTheFirstLinkShowsEveryRowOnceAndInOrder(@ForAll("starts") Visit start) {
        var walk = start.follow("first").walk("next");
        assertEquals(rows(0, start.total), shown(walk));
    }

    @Property
    void walkingOnFromAnywhereShowsEveryRowFromThereOnceAndInOrder(@ForAll("starts") Visit start) {
        assertEquals(rows(start.place().offset(), start.total), shown(start.walk("next")));
    }

    @Property
    void walkingBackFromAnywhereShowsEveryRowBeforeOnce(@ForAll("starts") Visit start) {
        var before = new ArrayList<>(start.walk("prev"));
        before.removeFirst();
        Collections.reverse(before);
        assertEquals(rows(0, Math.min(start.place().offset(), start.total)), shown(before));
    }

    @Property
    void nextNeverLeadsToAnEmptyPage(@ForAll("starts") Visit start) {
        start.walk("next").stream()
                .skip(1)
                .forEach(visit -> assertFalse(visit.page().items().isEmpty()));
    }

    @Property
    void nextOfThePageBeforeLeadsBackHere(@ForAll("starts") Visit start) {
        if (start.place().offset() < start.total && start.has("prev")) {
            var back = start.follow("prev").follow("next");
            assertEquals(start.place().offset(), back.place().offset());
        }
    }

    @Property
    void lastIsWhereWalkingOnEnds(@ForAll("starts") Visit start) {
        if (!start.has("last")) {
            assertFalse(start.page().count() instanceof Count.Exact(var value) && value > 0);
            return;
        }
        var last = start.follow("last");
        assertFalse(last.page().items().isEmpty());
        assertFalse(last.has("next"));
        if (!start.page().items().isEmpty()) {
            assertEquals(start.walk("next").getLast().place(), last.place());
        }
    }

    @Property
    void pastTheEndOfAKnownTotalTheWayBackIsOneStep(@ForAll("starts") Visit start) {
        if (start.counted.equals(new Count.Exact(start.total))
                && start.total > 0
                && start.place().offset() >= start.total) {
            var back = shown(List.of(start.follow("prev")));
            assertEquals(start.total - 1L, back.getLast());
        }
    }

    @Property
    void everyLinkKeepsTheOtherParameters(@ForAll("starts") Visit start) {
        for (var link : start.links().values()) {
            assertTrue(link.startsWith(URL + "?fields=id&"), link);
            assertTrue(link.endsWith("&sort=-id"), link);
        }
    }

    private static List<Long> rows(long from, long to) {
        return LongStream.range(from, Math.max(from, to)).boxed().toList();
    }

    private static List<Object> shown(List<Visit> visits) {
        var shown = new ArrayList<>();
        visits.forEach(visit -> visit.page().items().forEach(item -> shown.addAll(item.values())));
        return shown;
    }

    /// One request and the response of the service for a collection.
    ///
    /// @param total the number of rows in the collection
    /// @param counted the count that the source reports, which may be inexact
    record Visit(int total, Count counted, String query) {

        PageRequest.Numbered place() {
            return (PageRequest.Numbered) new RequestParser(ROWS, QueryString.parse(query))
                    .list(RequestParserPropertyTest.CODEC, List.of())
                    .place();
        }

        Page page() {
            var place = place();
            var end = Math.min(total, place.offset() + place.size() + 1);
            var fetched = rows(place.offset(), end).stream()
                    .map(id -> new dev.quire.pagination.Row(Map.of("id", id), new Keyset(List.of(id))))
                    .toList();
            return Page.of(place, fetched, counted);
        }

        Map<String, String> links() {
            return Links.of(URL, QueryString.parse(query), place(), page(), new Cursors("s", "e", null, null));
        }

        boolean has(String relation) {
            return links().containsKey(relation);
        }

        Visit follow(String relation) {
            var link = String.valueOf(links().get(relation));
            return new Visit(total, counted, link.substring(URL.length() + 1));
        }

        /// This visit and those that the relation leads to, until it is absent.
        List<Visit> walk(String relation) {
            var walk = new ArrayList<>(List.of(this));
            while (walk.getLast().has(relation)) {
                walk.add(walk.getLast().follow(relation));
                assertTrue(walk.size() < 200, () -> "the links form an endless loop: " + this);
            }
            return walk;
        }
    }

    @Provide
    Arbitrary<Visit> starts() {
        return Arbitraries.integers()
                .between(0, 60)
                .flatMap(rows -> Combinators.combine(counts(rows), queries())
                        .as((counted, query) -> new Visit(rows, counted, query)));
    }

    /// The counts that a correct source may report: the exact number, a valid lower bound, any estimate, or none.
    private static Arbitrary<Count> counts(int rows) {
        return Arbitraries.oneOf(
                Arbitraries.just(new Count.Exact(rows)),
                Arbitraries.integers().between(0, rows).map(Count.AtLeast::new),
                Arbitraries.integers().between(0, 3 * rows).map(value -> new Count.Estimated(value, Instant.EPOCH)),
                Arbitraries.just(new Count.Unknown()));
    }

    private static Arbitrary<String> queries() {
        var sizes = Arbitraries.integers().between(1, 25);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(1, 12), sizes)
                        .as("sort=-id&page=%d&fields=id&per_page=%d"::formatted),
                Combinators.combine(Arbitraries.integers().between(0, 90), sizes)
                        .as("sort=-id&offset=%d&limit=%d&fields=id"::formatted),
                Arbitraries.of("sort=-id&fields=id", "sort=-id&offset=7&fields=id", "sort=-id&limit=7&fields=id"));
    }
}
