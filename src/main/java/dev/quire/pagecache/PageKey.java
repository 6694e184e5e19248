package dev.quire.pagecache;

import dev.quire.bulkhead.Workload;
import dev.quire.digest.Sha256;
import java.util.Set;

/// What an answer belongs to.
///
/// @param digest of everything that the answer follows from but the items themselves
/// @param collections those that the answer was read from
/// @param front whether it is one of the pages that most readers begin with
/// @param workload the class of work that loading it is
public record PageKey(String digest, Set<String> collections, boolean front, Workload workload) {

    public PageKey {
        collections = Set.copyOf(collections);
    }

    /// @param parts of the request, in an order of their own; none may hold a line break
    public static PageKey of(Set<String> collections, boolean front, Workload workload, String... parts) {
        return new PageKey(Sha256.name(String.join("\n", parts)), collections, front, workload);
    }

    /// The name of the answer at this state of its collections.
    String tag(String generation) {
        return Sha256.name(digest + " is " + generation);
    }
}
