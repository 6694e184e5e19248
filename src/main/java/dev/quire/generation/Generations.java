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

/// Tracks the generations of all collections (see ADR 11).
///
/// A dedicated session listens for changes and also polls. A lost notification or a dead connection is therefore
/// detected within `quire.generation.bound`. Tracking starts with the first call. Thread-safe.
@Singleton
public final class Generations {

    private final DataSource database;
    private final MeterRegistry meters;
    private final long bound;
    private final Follower follower;
    /// A snapshot that was requested before this time confirms nothing, because a later query failed.
    private volatile long earliestValid = System.nanoTime();

    private final AtomicReference<Snapshot> known = new AtomicReference<>(Snapshot.NONE);
    private final ReentrantLock confirming = new ReentrantLock();
    private final AtomicBoolean following = new AtomicBoolean();

    @Inject
    Generations(AgroalDataSource database, GenerationConfig config, MeterRegistry meters) {
        this(database, () -> openDedicatedSession(database), config, meters);
    }

    Generations(DataSource database, Follower.Session session, GenerationConfig config, MeterRegistry meters) {
        if (config.bound().compareTo(config.pollInterval().multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "quire.generation.bound must be at least twice quire.generation.poll-interval");
        }
        this.database = database;
        this.meters = meters;
        this.bound = config.bound().toNanos();
        this.follower = new Follower(session, config.pollInterval(), this::onSnapshot, this::refresh);
    }

    /// The listening session does not come from the pool: it serves nothing else, and the pool could not close it if
    /// it hung.
    private static Connection openDedicatedSession(AgroalDataSource database) throws SQLException {
        var pool = database.getConfiguration().connectionPoolConfiguration();
        return new ConnectionFactory(pool.connectionFactoryConfiguration())
                .createConnection()
                .getConnection();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.stop();
    }

    /// The combined generation of these collections. It changes with every committed write to any of them and never
    /// repeats.
    ///
    /// Data that is read from the database after this call is of this generation or a later one.
    ///
    /// @return empty if one of the collections is not tracked, or if no snapshot has been read yet
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
                && snapshot.started() - earliestValid >= 0
                && System.nanoTime() - snapshot.started() <= bound;
    }

    /// Confirms the generations with the database, unless they are confirmed. Concurrent callers share one query.
    /// Waits up to the bound for a query of another caller.
    ///
    /// @return whether the generations are confirmed
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

    /// Whether the database answered neither the listening session nor the fallback through the pool. The latest
    /// known generations cannot be confirmed then.
    public boolean unreachable() {
        return follower.failing();
    }

    /// Queries the database now. If this is called after a commit, later calls of [#of] return a generation that
    /// includes it.
    ///
    /// @return whether the database answered. If not, nothing is confirmed until a later query succeeds.
    public boolean refresh() {
        var sent = System.nanoTime();
        try (var connection = database.getConnection()) {
            onSnapshot(readWithTimeout(connection));
            return true;
        } catch (SQLException | RuntimeException e) {
            earliestValid = sent;
            return false;
        }
    }

    /// Reads a snapshot with a short network timeout. The connection's previous timeout is restored at the driver, as
    /// the pool would not restore it.
    private static Snapshot readWithTimeout(Connection pooled) throws SQLException {
        var connection = pooled.unwrap(PgConnection.class);
        var before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Follower.NETWORK_TIMEOUT_MILLIS);
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
            refresh(); // The first caller does not wait for the follower.
        }
    }

    private void onSnapshot(Snapshot snapshot) {
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
