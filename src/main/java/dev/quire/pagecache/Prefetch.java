package dev.quire.pagecache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quire.digest.Sha256;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Decides whether to prefetch the next page. It does so for readers that go from page to page, with limited
/// concurrency, and only while enough of the prefetched pages are used. Thread-safe.
final class Prefetch {

    /// The maximum number of concurrent prefetches.
    private static final int MAX_CONCURRENT = 2;

    /// The share of prefetched pages that must be used. Below it, prefetching is reduced to trials.
    private static final double MIN_USED_SHARE = 0.4;

    /// One in this many opportunities is used as a trial, to detect when prefetching pays off again.
    private static final int TRIAL_INTERVAL = 20;

    private final Cache<String, Boolean> expected = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
    private final AtomicLong chances = new AtomicLong();
    private final MeterRegistry meters;
    private double share = 1;

    Prefetch(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Records a page that was served, and the address of its next page.
    ///
    /// @return whether this page is the next page of one that was served before, within the last minute
    boolean walked(String page, String next) {
        expected.put(Sha256.name(next), true);
        return expected.asMap().remove(Sha256.name(page)) != null;
    }

    /// Starts a prefetch in the background, unless too many are running or prefetching does not pay off.
    void attempt(Runnable fetch) {
        if (!pays() || !permits.tryAcquire()) {
            outcome("skipped");
            return;
        }
        Thread.ofVirtual().name("prefetch").start(() -> {
            try {
                fetch.run();
                outcome("fetched");
            } finally {
                permits.release();
            }
        });
    }

    private synchronized boolean pays() {
        return share >= MIN_USED_SHARE || chances.incrementAndGet() % TRIAL_INTERVAL == 0;
    }

    /// Records that a prefetched page was used.
    synchronized void used() {
        share = share * 0.9 + 0.1;
        outcome("used");
    }

    /// Records that a prefetched page was evicted unused.
    synchronized void wasted() {
        share = share * 0.9;
        outcome("wasted");
    }

    private void outcome(String outcome) {
        meters.counter("quire.prefetch", "outcome", outcome).increment();
    }
}
