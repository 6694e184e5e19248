package dev.quire.bulkhead;

import dev.quire.availability.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The permits of one class of work and the FIFO queue of the threads that wait for them. Thread-safe.
final class Compartment {

    /// The weight of one full set of permits in the moving average. A single sample has this weight divided by the
    /// number of permits. A stall, which delays every permit at once, therefore counts like one slow load, and does
    /// not cause rejections after it is over.
    private static final double WEIGHT = 0.1;

    /// The fraction of the patience that the expected wait may use. The margin allows for variance of the estimate,
    /// so that few admitted requests time out in the queue.
    private static final double MAX_EXPECTED_WAIT = 0.5;

    private final int size;
    private final int queue;
    private final long patience;
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong average = new AtomicLong();

    Compartment(int size, int queue, Duration patience) {
        this.size = size;
        this.queue = queue;
        this.patience = patience.toNanos();
        this.permits = new Semaphore(size, true);
    }

    /// Acquires a permit.
    ///
    /// @throws UnavailableException at once if the expected wait is too long; otherwise if no permit became free in
    ///     time
    Permit enter() {
        try {
            if (!permits.tryAcquire(0, TimeUnit.NANOSECONDS)) { // tryAcquire() without a timeout ignores fairness.
                await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnavailableException.overloaded();
        }
        return new Permit(this);
    }

    private void await() throws InterruptedException {
        var room = !isFull();
        try {
            if (waiting.incrementAndGet() > queue || !room || !permits.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                throw UnavailableException.overloaded();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    /// Releases a permit.
    ///
    /// @param taken how long the permit was held, in nanoseconds; the average caps it at the patience
    void leave(long taken) {
        average.accumulateAndGet(
                Math.min(taken, patience), (before, now) -> (long) (before + WEIGHT / size * (now - before)));
        permits.release();
    }

    /// Whether a request that arrived now would be rejected: no permit is free, and the queue is full or the expected
    /// wait too long.
    boolean isFull() {
        var before = waiting.get();
        return permits.availablePermits() == 0
                && (before >= queue || (double) (before + 1) * average.get() / size > MAX_EXPECTED_WAIT * patience);
    }

    /// Whether more than half of the permits are free.
    boolean isIdle() {
        return permits.availablePermits() * 2 > size;
    }

    int held() {
        return size - permits.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }
}
