package dev.quire.pagecache;

import dev.quire.bulkhead.Workload;
import dev.quire.digest.Sha256;
import java.util.Set;

/// Identifies a cached response. Immutable.
///
/// @param digest of everything that determines the response, except for the items themselves
/// @param collections the names of the collections that the response is read from
/// @param front whether it is one of the first pages, which are cached longer
/// @param workload the class of work of loading the response
public record PageKey(String digest, Set<String> collections, boolean front, Workload workload) {

    public PageKey {
        collections = Set.copyOf(collections);
    }

    /// @param parts of the request, always in the same order; none may contain a line break
    public static PageKey of(Set<String> collections, boolean front, Workload workload, String... parts) {
        return new PageKey(Sha256.name(String.join("\n", parts)), collections, front, workload);
    }

    /// The entity tag, without quotes, of the response at this generation of its collections.
    String tag(String generation) {
        return Sha256.name(digest + " is " + generation);
    }
}
