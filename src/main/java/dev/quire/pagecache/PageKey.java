package dev.quire.pagecache;

import dev.quire.bulkhead.Workload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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
        return new PageKey(digest(String.join("\n", parts)), collections, front, workload);
    }

    /// The name of the answer at this state of its collections.
    String tag(String generation) {
        return digest(digest + " is " + generation);
    }

    /// 128 bits of SHA-256, in 22 letters that are safe in a header.
    static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
