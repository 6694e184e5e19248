package dev.quire.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// Renews the connections of the pool after failures that probably affect all of them. A single session that an
/// operator terminated, or a cancelled statement, does not cause a renewal. Thread-safe.
@Singleton
@Unremovable
public final class Renewal {

    private static final Logger LOG = Logger.getLogger(Renewal.class);

    /// Two connections that are lost within this time are assumed to have the same cause.
    private static final long CORRELATION_WINDOW = Duration.ofSeconds(1).toNanos();

    /// The minimum time between two renewals. During it, connections from before a renewal may still report failures.
    private static final long MIN_INTERVAL = Duration.ofMillis(100).toNanos();

    private final AgroalDataSource pool;
    private final AtomicLong died = new AtomicLong(System.nanoTime() - CORRELATION_WINDOW);
    private final AtomicLong renewed = new AtomicLong(System.nanoTime() - MIN_INTERVAL);

    Renewal(AgroalDataSource pool) {
        this.pool = pool;
    }

    /// Records a failure of a connection, and renews the pool if the failure affects other connections, too.
    public void note(Failure failure) {
        switch (failure) {
            case DIED -> {
                var now = System.nanoTime();
                if (now - died.getAndSet(now) < CORRELATION_WINDOW) {
                    renew();
                }
            }
            case SILENT, DEPOSED -> renew();
            case AWAY, LATE, HELD, OTHER -> {}
        }
    }

    /// Closes idle connections now, and connections in use when they are returned. If the last renewal was too
    /// recent, this is done once, at the end of the minimum interval.
    private void renew() {
        var now = System.nanoTime();
        var next = renewed.get() + MIN_INTERVAL;
        if (now - next >= 0) {
            if (renewed.compareAndSet(next - MIN_INTERVAL, now)) {
                flush();
            }
        } else if (now - renewed.get() >= 0 && renewed.compareAndSet(next - MIN_INTERVAL, next)) {
            Thread.ofVirtual().name("renewal").start(() -> {
                LockSupport.parkNanos(next - now);
                flush();
            });
        }
    }

    private void flush() {
        LOG.info("Renewing all connections to the database, after failures that affect all of them");
        pool.flush(FlushMode.GRACEFUL);
    }
}
