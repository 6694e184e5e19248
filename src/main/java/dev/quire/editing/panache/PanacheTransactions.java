package dev.quire.editing.panache;

import dev.quire.availability.UnavailableException;
import dev.quire.catalogue.ConflictException;
import dev.quire.database.Failure;
import dev.quire.database.Renewal;
import dev.quire.editing.Once;
import dev.quire.editing.Outcome;
import dev.quire.editing.Transactions;
import dev.quire.generation.Generations;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Runs writes in JTA transactions. Retries a transaction that failed by a serialization failure or a deadlock, or
/// whose connection was lost before the commit was sent. Thread-safe.
@Singleton
final class PanacheTransactions implements Transactions {

    private static final int ATTEMPTS = 3;

    /// SQLSTATEs of conflicts between transactions: serialization failure, deadlock.
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private final IdempotencyKeys keys;
    private final Renewal renewal;
    private final Generations generations;

    PanacheTransactions(IdempotencyKeys keys, Renewal renewal, Generations generations) {
        this.keys = keys;
        this.renewal = renewal;
        this.generations = generations;
    }

    @Override
    public Outcome run(Write write) {
        for (int attempt = 1; ; attempt++) {
            try {
                var outcome = QuarkusTransaction.requiringNew().call(() -> once(write));
                if (outcome.changed()) {
                    generations.refresh();
                }
                return outcome;
            } catch (RuntimeException e) {
                if (!isRetryable(e)) {
                    throw translated(e);
                }
                if (attempt == ATTEMPTS) {
                    throw isConflict(e)
                            ? new ConflictException("concurrent writes conflict with this one; retry the request")
                            : translated(e);
                }
            }
        }
    }

    /// Whether the transaction was certainly rolled back, and may succeed if it is retried: it conflicted with
    /// another one, or its connection was lost before the commit was sent.
    private boolean isRetryable(RuntimeException e) {
        var failure = kind(e);
        if (!(e instanceof UnavailableException)) { // Failed reads were noted where they failed.
            renewal.note(failure);
        }
        return isConflict(e) || (failure == Failure.DIED && !(e instanceof QuarkusTransactionException));
    }

    private static boolean isConflict(RuntimeException e) {
        return failure(e)
                .map(SQLException::getSQLState)
                .filter(CONFLICTS::contains)
                .isPresent();
    }

    private static RuntimeException translated(RuntimeException e) {
        return switch (kind(e)) {
            case HELD -> new ConflictException("the data is locked by another write; retry the request later");
            case LATE -> UnavailableException.late(e);
            case DIED, SILENT, AWAY, DEPOSED -> UnavailableException.away(e);
            case OTHER -> e;
        };
    }

    /// A failed commit without an SQLException means that the connection was lost during the commit.
    private static Failure kind(RuntimeException e) {
        return failure(e)
                .map(Failure::of)
                .orElse(e instanceof QuarkusTransactionException ? Failure.DIED : Failure.OTHER);
    }

    private Outcome once(Write write) {
        Once once = write.once();
        if (once == null) {
            return write.work().get();
        }
        var before = keys.begin(once);
        if (before.isPresent()) {
            return before.get();
        }
        var outcome = write.work().get();
        keys.end(once, outcome);
        return outcome;
    }

    /// Searches the causes and the suppressed exceptions, since a failed commit is reported as suppressed.
    private static Optional<SQLException> failure(Throwable e) {
        if (e instanceof SQLException failure) {
            return Optional.of(failure);
        }
        return Stream.concat(Stream.ofNullable(e.getCause()), Stream.of(e.getSuppressed()))
                .flatMap(cause -> failure(cause).stream())
                .findFirst();
    }
}
