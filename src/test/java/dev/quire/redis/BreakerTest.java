package dev.quire.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagecache.LoggedLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BreakerTest {

    private final Breaker breaker = new Breaker(() -> Duration.ofSeconds(5), new SimpleMeterRegistry());
    private final AtomicBoolean available = new AtomicBoolean();

    private void failThreeTimes(long sent) {
        for (int i = 0; i < 3; i++) {
            breaker.failed(sent, "away", available::get);
        }
    }

    private void awaitClosed() throws InterruptedException {
        while (breaker.isOpen()) {
            Thread.sleep(10);
        }
    }

    @Test
    void threeConsecutiveFailuresOpenTheBreaker() {
        for (int i = 0; i < 10; i++) {
            breaker.failed(System.nanoTime(), "away", available::get);
            breaker.failed(System.nanoTime(), "away", available::get);
            breaker.succeeded();
        }
        assertFalse(breaker.isOpen());
        failThreeTimes(System.nanoTime());
        assertTrue(breaker.isOpen());
    }

    @Test
    void failuresOfRequestsSentBeforeTheBreakerClosedDoNotCount() throws InterruptedException {
        var sent = System.nanoTime();
        failThreeTimes(sent);
        assertTrue(breaker.isOpen());
        available.set(true);
        awaitClosed();
        failThreeTimes(sent);
        assertFalse(breaker.isOpen());
        failThreeTimes(System.nanoTime());
        assertTrue(breaker.isOpen());
    }

    @Test
    void occasionalSuccessfulProbesDoNotCloseTheBreaker() throws InterruptedException {
        var probed = new CountDownLatch(8);
        for (int i = 0; i < 3; i++) {
            breaker.failed(System.nanoTime(), "away", () -> {
                probed.countDown();
                return probed.getCount() % 2 == 0;
            });
        }
        probed.await();
        assertTrue(breaker.isOpen());
        breaker.stop(new ShutdownEvent());
    }

    @Test
    void aShutdownDoesNotCloseTheBreaker() throws InterruptedException {
        try (var lines = new LoggedLines()) {
            var probing = new CompletableFuture<Thread>();
            for (int i = 0; i < 3; i++) {
                breaker.failed(System.nanoTime(), "away", () -> {
                    probing.complete(Thread.currentThread());
                    return false;
                });
            }
            var probe = probing.join();
            breaker.stop(new ShutdownEvent());
            probe.join();
            assertEquals(0, lines.count("Redis answers again"));
            assertTrue(breaker.isOpen());
        }
    }
}
