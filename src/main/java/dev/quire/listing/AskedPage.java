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

/// A page as it was asked for.
///
/// @param audience who may see the answer; empty for everyone
/// @param scope the filters that the path makes
/// @param url the absolute address of the list, without a query
/// @param query in canonical order
/// @param request what the query says
record AskedPage(
        PagedCollection collection,
        String audience,
        List<Filter> scope,
        String url,
        QueryString query,
        ListRequest request) {

    /// Most readers see no more pages than these.
    private static final int FRONT = 3;

    /// The same for all requests that ask for the same.
    String address() {
        return Links.address(url, query);
    }

    /// @param epoch of the cursors in the answer
    PageKey key(String epoch) {
        return PageKey.of(collections(), front(), workload(), audience, epoch, address());
    }

    /// Those that the answer is read from: a write to any of them may change it.
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
            case PageRequest.Numbered numbered -> numbered.offset() < (long) FRONT * numbered.size();
            case PageRequest.ByCursor byCursor -> byCursor.cursor() == null;
        };
    }
}
