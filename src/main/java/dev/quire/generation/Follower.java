package dev.quire.generation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// A session of its own that listens for changes, and asks when one is told or when none was for a while.
final class Follower {

    private static final Logger LOG = Logger.getLogger(Follower.class);

    /// So many changes noted one by one are worth folding.
    private static final int MANY = 200;

    /// A burst of changes is one question.
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final Duration RETRY = Duration.ofMillis(200);

    /// Who takes longer to be answered is as good as not.
    private static final Duration GIVEN_UP = Duration.ofSeconds(2);

    /// In milliseconds; a session that takes longer is given up for a new one.
    static final int PATIENCE = 2000;

    /// Opens a session of one's own.
    @FunctionalInterface
    interface Session {
        Connection open() throws SQLException;
    }

    private final Session session;
    private final Duration interval;
    private final Consumer<Snapshot> learn;
    private final BooleanSupplier askOtherwise;
    private boolean told;
    private volatile boolean failing;
    /// Since when another session is being asked; null if none is.
    private volatile @Nullable Long asking;
    private volatile @Nullable Thread thread;

    /// @param askOtherwise asks without this session, and tells whether there was an answer
    Follower(Session session, Duration interval, Consumer<Snapshot> learn, BooleanSupplier askOtherwise) {
        this.session = session;
        this.interval = interval;
        this.learn = learn;
        this.askOtherwise = askOtherwise;
    }

    /// Whether neither this session nor any other gets an answer.
    boolean failing() {
        var since = asking;
        return failing || (since != null && System.nanoTime() - since > GIVEN_UP.toNanos());
    }

    void start() {
        thread = Thread.ofVirtual().name("generations").start(this::followForever);
    }

    void stop() {
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void followForever() {
        while (!Thread.currentThread().isInterrupted()) {
            try (var connection = session.open()) {
                follow(connection);
            } catch (SQLException | RuntimeException e) {
                lost(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void lost(Exception e) {
        if (!told && !Thread.currentThread().isInterrupted()) {
            told = true;
            LOG.warnf("Changes of collections cannot be followed, trying on: %s", e.getMessage());
        }
        asking = System.nanoTime();
        failing = !askOtherwise.getAsBoolean();
        asking = null;
        pause(RETRY);
    }

    private void follow(Connection connection) throws SQLException, InterruptedException {
        connection.setNetworkTimeout(Runnable::run, PATIENCE);
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name = 'quire generations'; listen collection_changed");
            // Whatever was changed while nobody listened shows in the first answer.
            while (true) {
                var snapshot = Snapshot.read(connection);
                learn.accept(snapshot);
                recovered();
                if (snapshot.unfolded() > MANY) {
                    statement.execute("select fold_collection_changes()");
                }
                connection.unwrap(PGConnection.class).getNotifications((int) interval.toMillis());
                Thread.sleep(PAUSE);
            }
        }
    }

    private void recovered() {
        failing = false;
        if (told) {
            told = false;
            LOG.info("Changes of collections are followed again");
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
