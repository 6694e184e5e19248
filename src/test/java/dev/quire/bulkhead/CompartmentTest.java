package dev.quire.bulkhead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.availability.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompartmentTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void atMostAsManyThreadsEnterAsThereArePermits() throws Exception {
        var compartment = new Compartment(3, 1000, LONG);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                threads.execute(() -> {
                    try (var _ = compartment.enter()) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(1000);
                        inside.decrementAndGet();
                    }
                });
            }
        }
        assertTrue(most.get() <= 3, most.get() + " permits in use at once");
        assertEquals(0, compartment.held());
        assertEquals(0, compartment.waiting());
        assertTrue(compartment.isIdle());
    }

    @Test
    void waitersAreServedInOrderOfArrival() throws Exception {
        var compartment = new Compartment(1, 10, LONG);
        var served = new ArrayList<Integer>();
        var first = compartment.enter();
        var waiters = new ArrayList<Thread>();
        for (int i = 0; i < 5; i++) {
            var name = i;
            waiters.add(Thread.ofVirtual().start(() -> {
                try (var _ = compartment.enter()) {
                    served.add(name);
                }
            }));
            while (compartment.waiting() <= i) {
                Thread.sleep(1);
            }
        }
        first.close();
        for (var waiter : waiters) {
            waiter.join();
        }
        assertEquals(List.of(0, 1, 2, 3, 4), served);
    }

    @Test
    void aCallerIsRejectedAtOnceIfTheQueueIsFull() throws Exception {
        var compartment = new Compartment(1, 1, LONG);
        try (var _ = compartment.enter()) {
            var waiter = CompletableFuture.runAsync(() -> compartment.enter().close());
            while (compartment.waiting() == 0) {
                Thread.sleep(1);
            }
            assertTrue(compartment.isFull());
            assertEquals(UnavailableException.Reason.OVERLOADED, rejection(compartment));
            assertFalse(waiter.isDone());
        }
    }

    @Test
    void aCallerIsRejectedAtOnceIfTheExpectedWaitIsTooLong() throws Exception {
        var compartment = new Compartment(1, 1000, Duration.ofSeconds(4));
        for (int i = 0; i < 100; i++) {
            compartment.enter();
            compartment.leave(Duration.ofMillis(900).toNanos());
        }
        try (var _ = compartment.enter();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> rejection(compartment));
            while (compartment.waiting() == 0) {
                Thread.sleep(1);
            }
            assertFalse(compartment.isFull(), "a second waiter would wait for 1.8 seconds");
            threads.execute(() -> rejection(compartment));
            while (compartment.waiting() == 1) {
                Thread.sleep(1);
            }
            assertTrue(
                    compartment.isFull(),
                    "a third waiter would wait for 2.7 seconds, more than half of the patience of 4 seconds");
            assertEquals(UnavailableException.Reason.OVERLOADED, rejection(compartment));
            threads.shutdownNow();
        }
    }

    /// A stall, such as a lock or a pause, delays all holders of permits at once.
    @Test
    void oneStallDoesNotCauseRejectionsAfterIt() throws Exception {
        var compartment = new Compartment(6, 200, LONG);
        for (int i = 0; i < 100; i++) {
            compartment.enter().close();
        }
        takePermits(compartment, 6).forEach(_ -> compartment.leave(5 * LONG.toNanos()));
        var inside = takePermits(compartment, 6);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 16; i++) {
                assertFalse(compartment.isFull(), "full before waiter " + i);
                threads.execute(() -> compartment.enter().close());
                while (compartment.waiting() < i) {
                    Thread.sleep(1);
                }
            }
            inside.forEach(Permit::close);
        }
        assertTrue(compartment.isIdle());
    }

    private static List<Permit> takePermits(Compartment compartment, int size) {
        return IntStream.range(0, size).mapToObj(_ -> compartment.enter()).toList();
    }

    @Test
    void aWaiterIsRejectedAfterTheTimeout() {
        var compartment = new Compartment(1, 10, Duration.ofMillis(50));
        try (var _ = compartment.enter()) {
            assertEquals(UnavailableException.Reason.OVERLOADED, rejection(compartment));
        }
        compartment.enter().close();
        assertEquals(0, compartment.waiting());
    }

    @Test
    void aPermitThatIsClosedTwiceIsReleasedOnce() {
        var compartment = new Compartment(2, 0, LONG);
        var permit = compartment.enter();
        permit.close();
        permit.close();
        compartment.enter();
        compartment.enter();
        assertEquals(UnavailableException.Reason.OVERLOADED, rejection(compartment));
    }

    @Test
    void anInterruptedWaiterLeavesTheQueue() throws Exception {
        var compartment = new Compartment(1, 10, LONG);
        try (var _ = compartment.enter()) {
            var interrupted = new CountDownLatch(1);
            var waiter = Thread.ofVirtual().start(() -> {
                rejection(compartment);
                interrupted.countDown();
            });
            while (compartment.waiting() == 0) {
                Thread.sleep(1);
            }
            waiter.interrupt();
            interrupted.await();
            assertEquals(0, compartment.waiting());
        }
    }

    private static UnavailableException.Reason rejection(Compartment compartment) {
        return assertThrows(UnavailableException.class, compartment::enter).reason();
    }
}
