package dev.quire.pagecache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quire.digest.Sha256;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Decides whether to fetch the next page ahead: for readers who walk, a few at a time, and only while most of what was
/// fetched ahead is read.
final class Prefetch {

    /// So many may be fetched ahead at once.
    private static final int AT_ONCE = 2;

    /// Below this share of pages read, hardly any are fetched ahead.
    private static final double WORTH_IT = 0.4;

    /// One in so many is tried all the same, to find out that readers walk again.
    private static final int TRY = 20;

    private final Cache<String, Boolean> expected = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final AtomicLong chances = new AtomicLong();
    private final MeterRegistry meters;
    private double share = 1;

    Prefetch(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Notes a page that was served and the one after it.
    ///
    /// @return whether the reader walks: this page was the one after another
    boolean walked(String page, String next) {
        expected.put(Sha256.name(next), true);
        return expected.asMap().remove(Sha256.name(page)) != null;
    }

    /// Fetches, unless enough is being fetched or it does not pay.
    void attempt(Runnable fetch) {
        if (!pays() || !permits.tryAcquire()) {
            outcome("skipped");
            return;
        }
        Thread.ofVirtual().name("prefetch").start(() -> {
            try {
                fetch.run();
            } finally {
                permits.release();
            }
        });
    }

    private synchronized boolean pays() {
        return share >= WORTH_IT || chances.incrementAndGet() % TRY == 0;
    }

    synchronized void used() {
        share = share * 0.9 + 0.1;
        outcome("used");
    }

    synchronized void wasted() {
        share = share * 0.9;
        outcome("wasted");
    }

    private void outcome(String outcome) {
        meters.counter("quire.prefetch", "outcome", outcome).increment();
    }
}
