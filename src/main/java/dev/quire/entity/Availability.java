package dev.quire.entity;

import dev.quire.availability.UnavailableException;
import dev.quire.database.Cancellation;
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

/// Runs queries, retries them after a lost connection, and distinguishes an unavailable or slow database from a bug.
final class Availability {

    private static final Logger LOG = Logger.getLogger(Availability.class);

    /// After an outage the pool may hand out several dead connections before it is renewed.
    private static final int ATTEMPTS = 4;

    /// In milliseconds. The pauses add up to more than the minimum interval between two renewals of the pool, so that
    /// the last attempt uses a new connection.
    private static final long RETRY_PAUSE = 60;

    private Availability() {}

    /// Runs a query. If its connection is lost, the query is retried on another one, which is safe because it only
    /// reads. Within a transaction it is not retried, as a transaction cannot change its connection.
    ///
    /// @throws UnavailableException if the database is unavailable or too slow, or the query was cancelled
    static <T> T checked(Supplier<T> query) {
        for (int attempt = 1; ; attempt++) {
            Cancellation.check();
            try {
                return query.get();
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

    /// Finds the JDBCException among the causes, because Hibernate wraps statement and lock timeouts.
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
        if (Cancellation.isRequested()) {
            return UnavailableException.late(e);
        }
        // Logged here, once per failed statement, and not once per request that waits for its result.
        LOG.warnf(
                "A query failed, because the database is unavailable or too slow: %s",
                jdbc(e).map(cause -> cause.getSQLException().getMessage()).orElse(""));
        return failure == Failure.LATE ? UnavailableException.late(e) : UnavailableException.away(e);
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(RETRY_PAUSE * (attempt - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
