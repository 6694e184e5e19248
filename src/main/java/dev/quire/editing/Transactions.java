package dev.quire.editing;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs writes, each in a transaction of its own: all of it is done, or nothing.
///
/// [Committed] is fired for what was written, after the commit and before the answer.
public interface Transactions {

    /// @param collections the names of the collections in which the write shows
    /// @param once if the client named the request by a key
    /// @param work what to do; it may be begun anew if others are in the way
    record Write(Set<String> collections, @Nullable Once once, Supplier<Outcome> work) {}

    /// @return what the work answered, now or when the same request came before
    /// @throws ConflictException if the same request is under way, or others stay in the way
    /// @throws ReusedKeyException if the key belongs to another request
    /// @throws dev.quire.pagination.UnavailableException if the database cannot be asked
    Outcome run(Write write);
}
