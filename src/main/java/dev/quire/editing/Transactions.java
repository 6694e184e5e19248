package dev.quire.editing;

import dev.quire.catalogue.ConflictException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs writes, each in a transaction of its own: all of it is done, or nothing.
///
/// A write that changed something shows in every list that this process answers after [#run] has returned.
public interface Transactions {

    /// @param once if the client named the request by a key
    /// @param work what to do; it may be begun anew if others are in the way
    record Write(@Nullable Once once, Supplier<Outcome> work) {}

    /// @return what the work answered, now or when the same request came before
    /// @throws ConflictException if the same request is under way, or others stay in the way
    /// @throws ReusedKeyException if the key belongs to another request
    /// @throws dev.quire.availability.UnavailableException if the database cannot be asked
    Outcome run(Write write);
}
