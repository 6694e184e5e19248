package dev.quire.entity;

import dev.quire.availability.UnavailableException;
import dev.quire.database.Failure;
import dev.quire.database.Renewal;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Status;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.JDBCException;
import org.jboss.logging.Logger;

/// Tells a database that is away, restarting, held by others or too slow from a fault of ours.
final class Availability {

    private static final Logger LOG = Logger.getLogger(Availability.class);

    /// The connection died, so did others that were left from before, until the pool was renewed.
    private static final int ATTEMPTS = 4;

    /// In milliseconds; the pool needs a moment, longer than its rest between two renewals.
    private static final long RENEWAL = 60;

    private Availability() {}

    /// The answer. A question whose connection dies is asked again on another one, as reading changes nothing; within
    /// a transaction there is no other.
    ///
    /// @throws UnavailableException if the database could not be asked, or did not answer in time
    static <T> T checked(Supplier<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return question.get();
            } catch (PersistenceException e) {
                var cause = jdbc(e);
                var failure = cause.map(JDBCException::getSQLException)
                        .map(Failure::of)
                        .orElse(Failure.OTHER);
                Arc.container().instance(Renewal.class).get().note(failure);
                if (failure != Failure.DIED || attempt == ATTEMPTS || isInTransaction()) {
                    throw translated(e, failure);
                }
                pause(attempt);
            }
        }
    }

    private static boolean isInTransaction() {
        return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
    }

    /// Timeouts, of a statement or for a lock, come wrapped.
    private static Optional<JDBCException> jdbc(PersistenceException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JDBCException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static RuntimeException translated(PersistenceException e, Failure failure) {
        if (failure == Failure.OTHER) {
            return e;
        }
        // Once for every statement, not for all who wait for its answer.
        LOG.warnf(
                "The database cannot be asked: %s",
                jdbc(e).map(cause -> cause.getSQLException().getMessage()).orElse(""));
        return failure == Failure.LATE ? UnavailableException.late(e) : UnavailableException.away(e);
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(RENEWAL * (attempt - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
