package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
final class PagePropertyTest {

    @Property
    void aPageShowsTheFetchedItemsWithoutTheLookaheadItem(
            @ForAll PageRequest.Numbered request,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var items = items(Math.min(fetched, request.size() + 1));
        var page = Page.of(request, items, counted);
        assertEquals(items.subList(0, Math.min(items.size(), request.size())), page.rows());
        assertEquals(items.size() > request.size(), page.hasNext());
    }

    @Property
    void aPageAgreesWithItsCount(
            @ForAll PageRequest.Numbered request,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var page = Page.of(request, items(Math.min(fetched, request.size() + 1)), counted);
        assertEquals(counted.corrected(request.offset(), page.items().size(), page.hasNext()), page.count());
    }

    @Property
    void everyPageButTheFirstHasAPreviousPageUnlessTheCountIsZero(
            @ForAll PageRequest.Numbered request,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var page = Page.of(request, items(Math.min(fetched, request.size() + 1)), counted);
        var none = page.count().equals(new Count.Exact(0));
        assertEquals(request.offset() > 0 && !none, page.hasPrev());
        assertTrue(page.items().isEmpty() || !none);
    }

    @Property
    void aProvenTotalIsTheCountUnlessTheCountIsUnknown(
            @ForAll PageRequest.Numbered request,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var items = items(Math.min(fetched, request.size() + 1));
        var page = Page.of(request, items, counted);
        var proven = Page.proven(request, items.size());
        var last = !page.hasNext() && (request.offset() == 0 || !items.isEmpty());
        assertEquals(last, proven.isPresent());
        proven.filter(_ -> !(counted instanceof Count.Unknown)).ifPresent(total -> assertEquals(total, page.count()));
    }

    @Property
    void aTotalAfterACursorIncludesTheShownItemsAndOneMoreForEachAdjacentPage(
            @ForAll boolean backwards,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int size,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var request = new PageRequest.ByCursor(new Cursor(new Keyset(List.of(0)), backwards), size);
        var page = Page.of(request, items(Math.min(fetched, size + 1)), counted);
        var around = (page.hasNext() ? 1 : 0) + (page.hasPrev() ? 1 : 0);
        assertTrue(page.count().total().orElse(Long.MAX_VALUE) >= page.rows().size() + around);
        assertTrue(Page.proven(request, fetched).isEmpty());
    }

    private static List<Row> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> new Row(Map.of("id", id), new Keyset(List.of(id))))
                .toList();
    }
}
