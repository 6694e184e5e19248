package dev.quire.listing;

import dev.quire.http.QueryString;
import dev.quire.pagination.Count;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The links from a page to the others of its collection (RFC 8288), each keeping every parameter of the request.
///
/// A link that does not apply is absent: `next` never leads to an empty page, `last` needs an exact count.
final class Links {

    private final String url;
    private final QueryString query;
    private final Page page;
    private final Map<String, String> links = new LinkedHashMap<>();

    private Links(String url, QueryString query, Page page) {
        this.url = url;
        this.query = query;
        this.page = page;
    }

    /// @param url the absolute address of the list, without a query
    static Map<String, String> of(String url, QueryString query, PageRequest place, Page page, Cursors cursors) {
        var links = new Links(url, query, page);
        links.add("self", query);
        switch (place) {
            case PageRequest.ByPage byPage -> links.byPage(byPage);
            case PageRequest.ByOffset byOffset -> links.byOffset(byOffset);
            case PageRequest.ByCursor _ -> links.byCursor(cursors);
        }
        return links.links;
    }

    /// The value of the `Link` header.
    static String header(Map<String, String> links) {
        return links.entrySet().stream()
                .filter(link -> !link.getKey().equals("self"))
                .map(link -> "<%s>; rel=\"%s\"".formatted(link.getValue(), link.getKey()))
                .collect(Collectors.joining(", "));
    }

    private void byPage(PageRequest.ByPage at) {
        var pages = Math.ceilDiv(exactTotal().orElse(Long.MAX_VALUE), (long) at.size());
        addPage("first", 1);
        if (page.hasPrev()) {
            // Past a proven end, back to the last page at once; a lower bound or an estimate may fall short of items.
            addPage("prev", Math.min(at.page() - 1, pages));
        }
        if (page.hasNext()) {
            addPage("next", at.page() + 1);
        }
        if (exactTotal().orElse(0) > 0) {
            addPage("last", pages);
        }
    }

    private void byOffset(PageRequest.ByOffset at) {
        var size = at.size();
        addWindow("first", 0, size);
        if (page.hasPrev()) {
            // Past a proven end, the window before is the last one that holds items.
            var end = Math.min(at.offset(), exactTotal().orElse(Long.MAX_VALUE));
            // Near the start the window before is shorter, so that walking back shows no item twice.
            var start = Math.max(0, end - size);
            addWindow("prev", start, (int) (end - start));
        }
        if (page.hasNext()) {
            addWindow("next", at.offset() + size, size);
        }
        var total = exactTotal();
        if (total.orElse(0) > 0) {
            // The window that walking on from here ends in.
            var phase = at.offset() % size;
            var steps = Math.max(0, Math.ceilDiv(total.getAsLong() - phase, (long) size) - 1);
            addWindow("last", total.getAsLong() > phase ? phase + steps * size : 0, size);
        }
    }

    private void byCursor(Cursors cursors) {
        add("first", query.without(ListParameters.CURSOR));
        addCursor("prev", cursors.prev());
        addCursor("next", cursors.next());
    }

    private void addCursor(String relation, @Nullable String cursor) {
        if (cursor != null) {
            add(relation, query.with(ListParameters.CURSOR, cursor));
        }
    }

    private OptionalLong exactTotal() {
        return page.count() instanceof Count.Exact ? page.count().total() : OptionalLong.empty();
    }

    private void addPage(String relation, long number) {
        add(relation, query.with(ListParameters.PAGE, number));
    }

    private void addWindow(String relation, long offset, int limit) {
        add(relation, query.with(ListParameters.OFFSET, offset).with(ListParameters.LIMIT, limit));
    }

    private void add(String relation, QueryString parameters) {
        links.put(relation, address(url, parameters));
    }

    static String address(String url, QueryString parameters) {
        var text = parameters.canonical().toString();
        return text.isEmpty() ? url : url + "?" + text;
    }
}
