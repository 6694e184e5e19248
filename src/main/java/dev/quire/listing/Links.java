package dev.quire.listing;

import dev.quire.http.Address;
import dev.quire.http.QueryString;
import dev.quire.pagination.Count;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The links from a page to other pages of the same list (RFC 8288), each as the parameters to change in the request.
/// So they can be cached, and each request gets links with its own address and parameters.
///
/// Links that do not apply are absent: `next` is present only if items follow, and `last` only if the count is exact.
///
/// @param changes by relation type; a parameter with an empty value is removed
record Links(Map<String, QueryString> changes) {

    /// Collects the links of one page.
    private static final class Builder {

        private final Page page;
        private final Map<String, QueryString> changes = new LinkedHashMap<>();

        Builder(Page page) {
            this.page = page;
        }

        private void byPage(PageRequest.ByPage at) {
            var pages = Math.ceilDiv(exactTotal().orElse(Long.MAX_VALUE), (long) at.size());
            addPage("first", 1);
            if (page.hasPrev()) {
                // From beyond the last page, go back to the last page. Only an exact total shows where that is, because
                // a
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

        private void add(String relation, QueryString.Parameter... parameters) {
            changes.put(relation, new QueryString(List.of(parameters)));
        }
    }

    static Links of(PageRequest place, Page page, Cursors cursors) {
        var links = new Builder(page);
        switch (place) {
            case PageRequest.ByPage byPage -> links.byPage(byPage);
            case PageRequest.ByOffset byOffset -> links.byOffset(byOffset);
            case PageRequest.ByCursor _ -> links.byCursor(cursors);
        }
        return new Links(links.changes);
    }

    /// Reads the links that [#toString] wrote.
    static Links parse(String text) {
        var changes = new LinkedHashMap<String, QueryString>();
        text.lines().forEach(line -> {
            var space = line.indexOf(' ');
            changes.put(line.substring(0, space), QueryString.parse(line.substring(space + 1)));
        });
        return new Links(changes);
    }

    /// One line for each link.
    @Override
    public String toString() {
        return changes.entrySet().stream()
                .map(link -> link.getKey() + " " + link.getValue())
                .collect(Collectors.joining("\n"));
    }

    /// The absolute URLs by relation type, with `self` as the first.
    Map<String, String> from(Address address) {
        var links = new LinkedHashMap<String, String>();
        links.put("self", address.toString());
        changes.forEach((relation, change) -> links.put(relation, address.with(changed(address.query(), change))));
        return links;
    }

    private static QueryString changed(QueryString query, QueryString change) {
        var changed = query;
        for (var parameter : change.parameters()) {
            changed = parameter.value().isEmpty()
                    ? changed.without(parameter.name())
                    : changed.with(parameter.name(), parameter.value());
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
}
