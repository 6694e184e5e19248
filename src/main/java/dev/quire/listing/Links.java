package dev.quire.listing;

import dev.quire.http.Address;
import dev.quire.http.QueryString;
import dev.quire.pagination.Count;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Builds the links from a page to other pages of the same list (RFC 8288). Each keeps all other parameters of the
/// request.
///
/// The cache holds only which parameters each link changes, as text: one line with the relation type and the changed
/// parameters, of which those with an empty value are removed. So each request gets links with its own address and
/// parameters.
///
/// Links that do not apply are absent: `next` is present only if items follow, and `last` only if the count is exact.
final class Links {

    private final Page page;
    private final List<String> lines = new ArrayList<>();

    private Links(Page page) {
        this.page = page;
    }

    /// The links as text.
    static String of(PageRequest place, Page page, Cursors cursors) {
        var links = new Links(page);
        switch (place) {
            case PageRequest.ByPage byPage -> links.byPage(byPage);
            case PageRequest.ByOffset byOffset -> links.byOffset(byOffset);
            case PageRequest.ByCursor _ -> links.byCursor(cursors);
        }
        return String.join("\n", links.lines);
    }

    /// The absolute URLs by relation type, for a request with this address.
    ///
    /// @param text from [#of]
    static Map<String, String> at(Address address, String text) {
        var links = new LinkedHashMap<String, String>();
        links.put("self", address.toString());
        text.lines().forEach(line -> {
            var space = line.indexOf(' ');
            var changes = QueryString.parse(line.substring(space + 1));
            links.put(line.substring(0, space), address.with(changed(address.query(), changes)));
        });
        return links;
    }

    private static QueryString changed(QueryString query, QueryString changes) {
        var changed = query;
        for (var change : changes.parameters()) {
            changed = change.value().isEmpty()
                    ? changed.without(change.name())
                    : changed.with(change.name(), change.value());
        }
        return changed;
    }

    /// The value of the header `Link`, which omits `self`.
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
        add("first", new QueryString.Parameter(ListParameters.CURSOR, ""));
        addCursor("prev", cursors.prev());
        addCursor("next", cursors.next());
    }

    private void addCursor(String relation, @Nullable String cursor) {
        if (cursor != null) {
            add(relation, new QueryString.Parameter(ListParameters.CURSOR, cursor));
        }
    }

    private OptionalLong exactTotal() {
        return page.count() instanceof Count.Exact ? page.count().total() : OptionalLong.empty();
    }

    private void addPage(String relation, long number) {
        add(relation, number(ListParameters.PAGE, number));
    }

    private void addWindow(String relation, long offset, int limit) {
        add(relation, number(ListParameters.OFFSET, offset), number(ListParameters.LIMIT, limit));
    }

    private static QueryString.Parameter number(String name, long value) {
        return new QueryString.Parameter(name, Long.toString(value));
    }

    private void add(String relation, QueryString.Parameter... changes) {
        lines.add(relation + " " + new QueryString(List.of(changes)));
    }
}
