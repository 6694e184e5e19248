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
import org.jspecify.annotations.Nullable;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
final class PagePropertyTest {

    @Property
    void aPageShowsWhatWasFetchedButNotTheItemThatTellsOfMore(
            @ForAll PageRequest request,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var items = items(Math.min(fetched, request.size() + 1));
        var page = Page.of(request, items, counted);
        assertEquals(items.subList(0, Math.min(items.size(), request.size())), page.items());
        assertEquals(items.size() > request.size(), page.hasNext());
    }

    @Property
    void aPageAgreesWithItsCount(
            @ForAll PageRequest request,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var page = Page.of(request, items(Math.min(fetched, request.size() + 1)), counted);
        assertEquals(counted.corrected(request.offset(), page.items().size(), page.hasNext()), page.count());
    }

    @Property
    void itemsComeBeforeEveryPageButTheFirstUnlessThereAreProvenlyNone(
            @ForAll PageRequest request,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE + 1) int fetched,
            @ForAll Count counted) {
        var page = Page.of(request, items(Math.min(fetched, request.size() + 1)), counted);
        var none = page.count().equals(new Count.Exact(0));
        assertEquals(request.offset() > 0 && !none, page.hasPrev());
        assertTrue(page.items().isEmpty() || !none);
    }

    private static List<Map<String, @Nullable Object>> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> Map.<String, @Nullable Object>of("id", id))
                .toList();
    }
}
