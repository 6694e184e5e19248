package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class PrefetchTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Prefetch prefetch = new Prefetch(meters);

    private double outcomes(String outcome) {
        return meters.counter("quire.prefetch", "outcome", outcome).count();
    }

    @Test
    void aPageCountsAsWalkedToOnlyAfterThePageBeforeIt() {
        assertTrue(!prefetch.walked("1", "2"));
        assertTrue(prefetch.walked("2", "3"));
        assertTrue(prefetch.walked("3", "4"));
        assertTrue(!prefetch.walked("7", "8"));
        assertTrue(!prefetch.walked("3", "4"));
    }

    @Test
    void atMostTwoPrefetchesRunConcurrently() throws InterruptedException {
        var go = new CountDownLatch(1);
        var begun = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            prefetch.attempt(() -> {
                begun.incrementAndGet();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertSoon(() -> begun.get() == 2);
        assertEquals(8, outcomes("skipped"));
        go.countDown();
        assertSoon(() -> {
            prefetch.attempt(begun::incrementAndGet);
            return begun.get() > 2;
        });
    }

    @Test
    void prefetchingIsReducedToTrialsWhileItsPagesAreNotUsed() {
        for (int i = 0; i < 20; i++) {
            prefetch.wasted();
        }
        var fetched = fetchedPages(200);
        assertTrue(fetched >= 5 && fetched <= 15, "prefetched " + fetched + " of 200");
        for (int i = 0; i < 20; i++) {
            prefetch.used();
        }
        assertEquals(200, fetchedPages(200));
    }

    private int fetchedPages(int attempts) {
        var fetched = new AtomicInteger();
        for (int i = 0; i < attempts; i++) {
            var done = new CountDownLatch(1);
            var skipped = outcomes("skipped");
            prefetch.attempt(() -> {
                fetched.incrementAndGet();
                done.countDown();
            });
            if (outcomes("skipped") == skipped) {
                assertSoon(() -> done.getCount() == 0);
                sleep(); // Until the permit is released.
            }
        }
        return fetched.get();
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertSoon(BooleanSupplier condition) {
        var end = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within five seconds");
            sleep();
        }
    }
}
