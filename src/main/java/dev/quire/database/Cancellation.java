package dev.quire.database;

import dev.quire.availability.UnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Allows work to be cancelled when nobody waits for its result any longer. Cancelling ends the running statement in
/// the database and prevents further ones. Thread-safe.
///
/// A request to cancel names a session, not a statement. So it is sent only while the work holds the connection, and
/// the connection is not released before the request has been delivered.
public final class Cancellation {

    private static final Logger LOG = Logger.getLogger(Cancellation.class);
    private static final ScopedValue<Cancellation> CURRENT = ScopedValue.newInstance();

    /// The database ignores a request that arrives between two statements, so it is repeated.
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable PGConnection connection;
    private boolean requested;
    private boolean over;

    /// Runs work that is cancelled if its requester leaves.
    ///
    /// @throws UnavailableException if it was cancelled
    public static <T> T whileWaiting(Requester requester, Supplier<T> work) {
        var cancellation = new Cancellation();
        requester.onDeparture(cancellation::cancel);
        return cancellation.run(work);
    }

    /// Runs the work. Statements that it sends from this thread can be cancelled.
    ///
    /// @throws UnavailableException if it was cancelled
    public <T> T run(Supplier<T> work) {
        try {
            return ScopedValue.where(CURRENT, this).call(work::get);
        } finally {
            end();
        }
    }

    /// Cancels the work. Does not block. Has no effect if the work is done.
    public void cancel() {
        lock.lock();
        try {
            if (requested || over) {
                return;
            }
            requested = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("cancellation").start(this::cancelUntilEnded);
    }

    private void cancelUntilEnded() {
        lock.lock();
        try {
            for (var pause = FIRST_PAUSE; !over; pause *= 2) {
                if (connection != null) {
                    connection.cancelQuery();
                }
                var _ = ended.awaitNanos(pause);
            }
        } catch (SQLException e) {
            LOG.debug("A statement that nobody waits for could not be cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            connection = null;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The cancellation of the work that the current thread runs.
    static Optional<Cancellation> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Records the connection that the work uses; null after it was returned.
    void use(@Nullable PGConnection used) {
        lock.lock();
        try {
            connection = over ? null : used;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the work of the current thread has been cancelled.
    public static boolean isRequested() {
        return current().map(Cancellation::hasRequest).orElse(false);
    }

    private boolean hasRequest() {
        lock.lock();
        try {
            return requested;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the work of the current thread if it has been cancelled.
    ///
    /// @throws UnavailableException if it has been cancelled
    public static void check() {
        if (isRequested()) {
            throw UnavailableException.late(new CancellationException("nobody waits for the result"));
        }
    }
}
