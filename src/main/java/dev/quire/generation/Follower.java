package dev.quire.generation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Follows changes of collections in a dedicated session. Reads a snapshot after each notification, and after a poll
/// interval without one. Reconnects after a failure.
final class Follower {

    private static final Logger LOG = Logger.getLogger(Follower.class);

    /// The number of unfolded changes above which they are folded into the sums.
    private static final int FOLD_THRESHOLD = 200;

    /// Delay between a notification and the query, so that a burst of changes causes only one query.
    private static final Duration COALESCING_DELAY = Duration.ofMillis(10);

    private static final Duration RETRY = Duration.ofMillis(200);

    /// A fallback query that does not finish within this time counts as failed.
    private static final Duration FALLBACK_TIMEOUT = Duration.ofSeconds(2);

    /// The network timeout of a session, in milliseconds. A session that exceeds it is replaced by a new one.
    static final int NETWORK_TIMEOUT_MILLIS = 2000;

    /// Opens a dedicated session.
    @FunctionalInterface
    interface Session {
        Connection open() throws SQLException;
    }

    private final Session session;
    private final Duration interval;
    private final Consumer<Snapshot> onSnapshot;
    private final BooleanSupplier fallback;
    private boolean warned;
    private volatile boolean failing;
    /// When the running fallback query started ([System#nanoTime()]); null if none is running.
    private volatile @Nullable Long fallbackStarted;
    private volatile @Nullable Thread thread;

    /// @param session opens the dedicated session
    /// @param interval how often to query without a notification
    /// @param onSnapshot receives every snapshot
    /// @param fallback queries the database through another session, and returns whether it answered
    Follower(Session session, Duration interval, Consumer<Snapshot> onSnapshot, BooleanSupplier fallback) {
        this.session = session;
        this.interval = interval;
        this.onSnapshot = onSnapshot;
        this.fallback = fallback;
    }

    /// Whether the database answers neither this session nor the fallback.
    boolean failing() {
        var since = fallbackStarted;
        return failing || (since != null && System.nanoTime() - since > FALLBACK_TIMEOUT.toNanos());
    }

    void start() {
        thread = Thread.ofVirtual().name("generations").start(this::run);
    }

    void stop() {
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (var connection = session.open()) {
                follow(connection);
            } catch (SQLException | RuntimeException e) {
                handleFailure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void handleFailure(Exception e) {
        if (!warned && !Thread.currentThread().isInterrupted()) {
            warned = true;
            LOG.warnf("The session that listens for collection changes failed; retrying: %s", e.getMessage());
        }
        fallbackStarted = System.nanoTime();
        failing = !fallback.getAsBoolean();
        fallbackStarted = null;
        pause(RETRY);
    }

    private void follow(Connection connection) throws SQLException, InterruptedException {
        connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name = 'quire generations'; listen collection_changed");
            // The first snapshot includes all changes that were made before this session started to listen.
            while (true) {
                var snapshot = Snapshot.read(connection);
                onSnapshot.accept(snapshot);
                recovered();
                if (snapshot.unfolded() > FOLD_THRESHOLD) {
                    statement.execute("select fold_collection_changes()");
                }
                connection.unwrap(PGConnection.class).getNotifications((int) interval.toMillis());
                Thread.sleep(COALESCING_DELAY);
            }
        }
    }

    private void recovered() {
        failing = false;
        if (warned) {
            warned = false;
            LOG.info("The session that listens for collection changes is connected again");
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
