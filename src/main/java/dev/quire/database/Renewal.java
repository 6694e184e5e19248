package dev.quire.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// Has the pool renew its connections where what befell one of them befell the others, too. One session that an
/// operator ended, or one statement that was cancelled, is no reason. Safe for use by many threads.
@Singleton
@Unremovable
public final class Renewal {

    private static final Logger LOG = Logger.getLogger(Renewal.class);

    /// Two connections that end within this time have the same cause.
    private static final long TOGETHER = Duration.ofSeconds(1).toNanos();

    /// After a renewal, connections of before may still come back to tell of their end.
    private static final long REST = Duration.ofMillis(100).toNanos();

    private final AgroalDataSource pool;
    private final AtomicLong died = new AtomicLong(System.nanoTime() - TOGETHER);
    private final AtomicLong renewed = new AtomicLong(System.nanoTime() - REST);

    Renewal(AgroalDataSource pool) {
        this.pool = pool;
    }

    /// Notes what befell a connection.
    public void note(Failure failure) {
        switch (failure) {
            case DIED -> {
                var now = System.nanoTime();
                if (now - died.getAndSet(now) < TOGETHER) {
                    renew();
                }
            }
            case SILENT, DEPOSED -> renew();
            case AWAY, LATE, HELD, OTHER -> {}
        }
    }

    /// Ends the connections that nobody uses, and the others as they come back; now, or once after the rest.
    private void renew() {
        var now = System.nanoTime();
        var next = renewed.get() + REST;
        if (now - next >= 0) {
            if (renewed.compareAndSet(next - REST, now)) {
                flush();
            }
        } else if (now - renewed.get() >= 0 && renewed.compareAndSet(next - REST, next)) {
            Thread.ofVirtual().name("renewal").start(() -> {
                LockSupport.parkNanos(next - now);
                flush();
            });
        }
    }

    private void flush() {
        LOG.info("The connections to the database are renewed");
        pool.flush(FlushMode.GRACEFUL);
    }
}
