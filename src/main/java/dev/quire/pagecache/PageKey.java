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

    /// @param parts of the request, always in the same order
    public static PageKey of(Set<String> collections, boolean front, Workload workload, String... parts) {
        return new PageKey(Sha256.name(text(parts)), collections, front, workload);
    }

    /// Prefixes each part with its length, so that different parts never have the same text.
    private static String text(String... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return text.toString();
    }

    /// The entity tag, without quotes, of the response at this generation of its collections.
    String tag(String generation) {
        return Sha256.name(digest + " is " + generation);
    }
}
