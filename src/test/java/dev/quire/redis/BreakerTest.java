package dev.quire.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagecache.LoggedLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BreakerTest {

    private final Breaker breaker = new Breaker(new SimpleMeterRegistry());
    private final AtomicBoolean answers = new AtomicBoolean();

    private void fail(long sent) {
        for (int i = 0; i < 3; i++) {
            breaker.failed(sent, "away", answers::get);
        }
    }

    private void awaitClosed() throws InterruptedException {
        while (breaker.isOpen()) {
            Thread.sleep(10);
        }
    }

    @Test
    void threeFailuresInARowOpenIt() {
        for (int i = 0; i < 10; i++) {
            breaker.failed(System.nanoTime(), "away", answers::get);
            breaker.failed(System.nanoTime(), "away", answers::get);
            breaker.succeeded();
        }
        assertFalse(breaker.isOpen());
        fail(System.nanoTime());
        assertTrue(breaker.isOpen());
    }

    @Test
    void failuresOfAnOutageThatIsOverDoNotCount() throws InterruptedException {
        var sent = System.nanoTime();
        fail(sent);
        assertTrue(breaker.isOpen());
        answers.set(true);
        awaitClosed();
        fail(sent);
        assertFalse(breaker.isOpen());
        fail(System.nanoTime());
        assertTrue(breaker.isOpen());
    }

    @Test
    void anAnswerNowAndThenDoesNotCloseIt() throws InterruptedException {
        var asked = new CountDownLatch(8);
        for (int i = 0; i < 3; i++) {
            breaker.failed(System.nanoTime(), "away", () -> {
                asked.countDown();
                return asked.getCount() % 2 == 0;
            });
        }
        asked.await();
        assertTrue(breaker.isOpen());
        breaker.stop(new ShutdownEvent());
    }

    @Test
    void aStopIsNotTakenForAnAnswer() throws InterruptedException {
        try (var lines = new LoggedLines()) {
            var asked = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                breaker.failed(System.nanoTime(), "away", () -> {
                    asked.countDown();
                    return false;
                });
            }
            asked.await();
            breaker.stop(new ShutdownEvent());
            Thread.sleep(500);
            assertEquals(0, lines.count("Redis answers again"));
            assertTrue(breaker.isOpen());
        }
    }
}
