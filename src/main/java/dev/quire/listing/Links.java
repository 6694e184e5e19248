package dev.quire.listing;

import dev.quire.catalogue.ResolvedRelation;
import dev.quire.http.Address;
import dev.quire.http.QueryString;
import dev.quire.pagination.Count;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Builds the links from a page to other pages of the same list (RFC 8288). Each keeps all other parameters of the
/// request.
///
/// Links that do not apply are absent: `next` is present only if items follow, and `last` only if the count is exact.
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

    /// @param url the absolute URL of the list, without a query
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

    /// The value of the header `Link`, which omits `self`.
    static String header(Map<String, String> links) {
        return links.entrySet().stream()
                .filter(link -> !link.getKey().equals("self"))
                .map(link -> "<%s>; rel=\"%s\"".formatted(link.getValue(), link.getKey()))
                .collect(Collectors.joining(", "));
    }

    /// Makes the URLs of lists of related items, beside the list or item at a URL.
    ///
    /// @param url the absolute URL that was requested, without a query
    /// @param depth the number of its segments
    static BinaryOperator<String> related(String url, int depth) {
        var root = Address.without(depth, url);
        return (path, value) -> root + path.replace(ResolvedRelation.VALUE, QueryString.encode(value));
    }

    private void byPage(PageRequest.ByPage at) {
        var pages = Math.ceilDiv(exactTotal().orElse(Long.MAX_VALUE), (long) at.size());
        addPage("first", 1);
        if (page.hasPrev()) {
            // From beyond the last page, go back to the last page. Only an exact total shows where that is, because a
            // lower bound or an estimate may be too low.
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
            // From beyond the last item, go back to the last window that holds items.
            var end = Math.min(at.offset(), exactTotal().orElse(Long.MAX_VALUE));
            // Near the start, the previous window is shorter, so that it does not repeat items of this one.
            var start = Math.max(0, end - size);
            addWindow("prev", start, (int) (end - start));
        }
        if (page.hasNext()) {
            addWindow("next", at.offset() + size, size);
        }
        var total = exactTotal();
        if (total.orElse(0) > 0) {
            // The window that repeated `next` links from here end at.
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
