package dev.quire.editing.panache;

import dev.quire.editing.Committed;
import dev.quire.editing.ConflictException;
import dev.quire.editing.Once;
import dev.quire.editing.Outcome;
import dev.quire.editing.Transactions;
import dev.quire.pagination.UnavailableException;
import dev.quire.pagination.panache.Availability;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

@Singleton
final class PanacheTransactions implements Transactions {

    private static final Logger LOG = Logger.getLogger(PanacheTransactions.class);

    private static final int ATTEMPTS = 3;

    /// SQLSTATE: serialization failure, deadlock.
    private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01");

    /// SQLSTATE: lock not available.
    private static final String HELD = "55P03";

    private final IdempotencyKeys keys;
    private final Event<Committed> committed;

    PanacheTransactions(IdempotencyKeys keys, Event<Committed> committed) {
        this.keys = keys;
        this.committed = committed;
    }

    @Override
    public Outcome run(Write write) {
        for (int attempt = 1; ; attempt++) {
            try {
                var outcome = QuarkusTransaction.requiringNew().call(() -> once(write));
                if (outcome.changed()) {
                    announce(new Committed(write.collections()));
                }
                return outcome;
            } catch (RuntimeException e) {
                var failure = failure(e);
                // Without a word of the database's own, it went away as it was to commit.
                if (failure.map(Availability::isAway).orElse(e instanceof QuarkusTransactionException)) {
                    throw UnavailableException.away(e);
                }
                var state = failure.map(SQLException::getSQLState).orElse("");
                if (state.equals(HELD)) {
                    throw new ConflictException("others hold what this write needs; try again in a moment");
                }
                if (!IN_THE_WAY.contains(state)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new ConflictException("other writes are in the way; try again");
                }
            }
        }
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

    /// The write stands, whatever becomes of this.
    private void announce(Committed event) {
        try {
            committed.fire(event);
        } catch (RuntimeException e) {
            LOG.error("A write was committed, but not everybody could be told", e);
        }
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
