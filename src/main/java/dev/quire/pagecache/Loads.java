package dev.quire.pagecache;

import dev.quire.pagination.UnavailableException;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Lets only so many pages be loaded at once, so that a cold cache does not overrun the database.
@Singleton
final class Loads {

    private final Semaphore permits;
    private final CacheConfig config;

    Loads(CacheConfig config) {
        this.config = config;
        this.permits = new Semaphore(config.maxLoads(), true);
    }

    /// @throws UnavailableException if its turn does not come in time
    <T> T load(Supplier<T> load) {
        try {
            if (!permits.tryAcquire(config.loadPatience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException(new TimeoutException("too many pages are being loaded"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(e);
        }
        try {
            return load.get();
        } finally {
            permits.release();
        }
    }

    /// Whether more than half of it is free.
    boolean idle() {
        return permits.availablePermits() * 2 > config.maxLoads();
    }
}
