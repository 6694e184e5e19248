package dev.quire.editing;

import dev.quire.catalogue.ConflictException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs each write in a transaction of its own, so that it takes effect completely or not at all.
///
/// Once [#run] has returned, every list that this process serves reflects the write.
public interface Transactions {

    /// @param once the identity of the request; null if the client sent no idempotency key
    /// @param work the write itself; it may run several times, as a transaction that conflicts is retried
    record Write(@Nullable Once once, Supplier<Outcome> work) {}

    /// @return the result of the work, or the stored result if the same request was already processed
    /// @throws ConflictException if the same request is in progress, or concurrent transactions still conflict
    ///     after the retries
    /// @throws ReusedKeyException if the key was used for a different request
    /// @throws dev.quire.availability.UnavailableException if the database is unavailable or too slow
    Outcome run(Write write);
}
