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

@Singleton
final class PanacheTransactions implements Transactions {

    private static final int ATTEMPTS = 3;

    /// SQLSTATE: serialization failure, deadlock.
    private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01");

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
                if (!mayBeTriedAgain(e)) {
                    throw translated(e);
                }
                if (attempt == ATTEMPTS) {
                    throw isInTheWay(e)
                            ? new ConflictException("other writes are in the way; try again")
                            : translated(e);
                }
            }
        }
    }

    /// Nothing of it was done if it was to be done anew by the database's word, or if its connection died before the
    /// commit was sent.
    private boolean mayBeTriedAgain(RuntimeException e) {
        var failure = kind(e);
        if (!(e instanceof UnavailableException)) { // That a read failed is noted already.
            renewal.note(failure);
        }
        return isInTheWay(e) || (failure == Failure.DIED && !(e instanceof QuarkusTransactionException));
    }

    private static boolean isInTheWay(RuntimeException e) {
        return failure(e)
                .map(SQLException::getSQLState)
                .filter(IN_THE_WAY::contains)
                .isPresent();
    }

    private static RuntimeException translated(RuntimeException e) {
        return switch (kind(e)) {
            case HELD -> new ConflictException("others hold what this write needs; try again in a moment");
            case LATE -> UnavailableException.late(e);
            case DIED, SILENT, AWAY, DEPOSED -> UnavailableException.away(e);
            case OTHER -> e;
        };
    }

    /// Without a word of the database's own, it went away as it was to commit.
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

    /// A failure to commit stands beside the causes.
    private static Optional<SQLException> failure(Throwable e) {
        if (e instanceof SQLException failure) {
            return Optional.of(failure);
        }
        return Stream.concat(Stream.ofNullable(e.getCause()), Stream.of(e.getSuppressed()))
                .flatMap(cause -> failure(cause).stream())
                .findFirst();
    }
}
