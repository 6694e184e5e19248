package dev.quire.listing;

import dev.quire.bulkhead.Workload;
import dev.quire.catalogue.PagedCollection;
import dev.quire.catalogue.Relation;
import dev.quire.http.QueryString;
import dev.quire.pagecache.PageKey;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Filter;
import dev.quire.pagination.PageRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The request for one page, parsed.
///
/// @param audience the group of principals that may see the response; empty if everyone may
/// @param scope the filters that follow from the path
/// @param url the absolute URL of the list, without a query
/// @param query the query parameters in canonical order
/// @param request the parsed query parameters
record RequestedPage(
        PagedCollection collection,
        String audience,
        List<Filter> scope,
        String url,
        QueryString query,
        ListRequest request) {

    /// Pages up to this number are requested far more often than later ones, so the cache keeps them longer.
    private static final int FRONT_PAGES = 3;

    /// The canonical URL of the page, which is the same for equivalent requests.
    String address() {
        return Links.address(url, query);
    }

    /// The key of the page in the cache.
    ///
    /// @param epoch the period of the cursors in the response, from `CursorCodec.epoch`
    PageKey key(String epoch) {
        return PageKey.of(collections(), front(), workload(), audience, epoch, address());
    }

    /// The collections that the response is read from. A write to any of them may change the response.
    private Set<String> collections() {
        var declaration = collection.declaration();
        var names = new HashSet<>(Set.of(declaration.name()));
        request.relations().stream().map(Relation::collection).forEach(names::add);
        if (declaration.scope() != null) {
            names.add(declaration.scope().parent());
        }
        return names;
    }

    Workload workload() {
        return request.count() == CountMode.EXACT ? Workload.COUNTS : Workload.LISTS;
    }

    private boolean front() {
        return switch (request.place()) {
            case PageRequest.Numbered numbered -> numbered.offset() < (long) FRONT_PAGES * numbered.size();
            case PageRequest.ByCursor byCursor -> byCursor.cursor().keyset() == null;
        };
    }
}
