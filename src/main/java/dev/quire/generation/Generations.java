package dev.quire.generation;

import io.agroal.api.AgroalDataSource;
import io.agroal.pool.ConnectionFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;

/// The generations of the collections, followed by a session that listens for changes and asks now and then even
/// without one: neither a lost notification nor a connection that died in silence goes unnoticed for longer than the
/// bound of the settings.
///
/// Begins to follow with the first question; safe for use by many threads.
@Singleton
public final class Generations {

    private final DataSource database;
    private final MeterRegistry meters;
    private final long bound;
    private final Follower follower;
    /// What was answered to an earlier question confirms nothing.
    private volatile long floor = System.nanoTime();

    private final AtomicReference<Snapshot> known = new AtomicReference<>(Snapshot.NONE);
    private final ReentrantLock confirming = new ReentrantLock();
    private final AtomicBoolean following = new AtomicBoolean();

    @Inject
    Generations(AgroalDataSource database, GenerationConfig config, MeterRegistry meters) {
        this(database, () -> sessionBesidesThePool(database), config, meters);
    }

    Generations(DataSource database, Follower.Session session, GenerationConfig config, MeterRegistry meters) {
        if (config.bound().compareTo(config.pollInterval().multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("quire.generation.bound must be twice the poll-interval at least");
        }
        this.database = database;
        this.meters = meters;
        this.bound = config.bound().toNanos();
        this.follower = new Follower(session, config.pollInterval(), this::learn, this::refresh);
    }

    /// A session that listens is of no use to anybody else, and the pool could not end one that hangs.
    private static Connection sessionBesidesThePool(AgroalDataSource database) throws SQLException {
        var pool = database.getConfiguration().connectionPoolConfiguration();
        return new ConnectionFactory(pool.connectionFactoryConfiguration())
                .createConnection()
                .getConnection();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.stop();
    }

    /// The state of these collections together: another one after every write to any of them, the same again never.
    ///
    /// What is read from the database after this call is of this state or a later one.
    ///
    /// @return empty if the changes of one of them are not noted, or if nothing is known yet
    public Optional<String> of(Set<String> collections) {
        follow();
        var snapshot = known.get();
        if (!snapshot.changes().keySet().containsAll(collections)) {
            return Optional.empty();
        }
        return Optional.of(collections.stream()
                .sorted()
                .map(collection -> String.valueOf(snapshot.changes().get(collection)))
                .collect(Collectors.joining(".", snapshot.history() + ".", "")));
    }

    /// Whether the database has confirmed the generations within the bound.
    public boolean confirmed() {
        var snapshot = known.get();
        return !snapshot.changes().isEmpty()
                && snapshot.started() - floor >= 0
                && System.nanoTime() - snapshot.started() <= bound;
    }

    /// Has the database confirm the generations unless it has: it is asked once for all who want that at the same time.
    ///
    /// @return whether it has
    public boolean confirm() {
        follow();
        try {
            if (!confirmed() && !unreachable() && confirming.tryLock(bound, TimeUnit.NANOSECONDS)) {
                try {
                    var _ = confirmed() || refresh();
                } finally {
                    confirming.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return confirmed();
    }

    /// Whether the database could not be asked the last time, by no session: what is known is then all that can be
    /// known.
    public boolean unreachable() {
        return follower.failing();
    }

    /// Asks the database now. After a write, whoever asks here next sees the generation that the write made.
    ///
    /// @return whether it answered; if not, nothing is confirmed until it has
    public boolean refresh() {
        var asked = System.nanoTime();
        try (var connection = database.getConnection()) {
            learn(impatiently(connection));
            return true;
        } catch (SQLException | RuntimeException e) {
            floor = asked;
            return false;
        }
    }

    /// Who takes longer to be answered is as good as not. The pool's own deadline, which is that of all statements, is
    /// put back at the driver: the pool would put back none.
    private static Snapshot impatiently(Connection pooled) throws SQLException {
        var connection = pooled.unwrap(PgConnection.class);
        var before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Follower.PATIENCE);
        try {
            return Snapshot.read(pooled);
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }

    private void follow() {
        if (!following.get() && following.compareAndSet(false, true)) {
            follower.start();
            refresh(); // Whoever asks first need not wait for the follower.
        }
    }

    private void learn(Snapshot snapshot) {
        var before = known.getAndAccumulate(snapshot, Snapshot::merge);
        snapshot.changes().forEach((collection, changes) -> {
            var more = changes - before.changes().getOrDefault(collection, changes);
            if (more > 0) {
                meters.counter("quire.generation.changes", "collection", collection)
                        .increment((double) more);
            }
        });
    }
}
