package dev.quire.bulkhead;

import dev.quire.availability.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The room of one class: its permits and, first come first served, who waits for one.
final class Compartment {

    /// What as many take as there are permits counts for so much in the average: a stall meets all of them at once, and
    /// is no reason to refuse who comes after it.
    private static final double WEIGHT = 0.1;

    /// Who is let in should wait for so much of the patience: what it is reckoned from varies, and hardly anybody
    /// should wait in vain.
    private static final double CAUTION = 0.5;

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

    /// @throws UnavailableException at once if it would have to wait too long, later if it did
    Permit enter() {
        try {
            if (!permits.tryAcquire(0, TimeUnit.NANOSECONDS)) { // Without a time it would overtake those who wait.
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

    /// @param taken how long the permit was held, in nanoseconds; all beyond the patience is the same
    void leave(long taken) {
        average.accumulateAndGet(
                Math.min(taken, patience), (before, now) -> (long) (before + WEIGHT / size * (now - before)));
        permits.release();
    }

    /// Whether who came now would not get a permit in time, by all that is known.
    boolean isFull() {
        var before = waiting.get();
        return permits.availablePermits() == 0
                && (before >= queue || (double) (before + 1) * average.get() / size > CAUTION * patience);
    }

    /// Whether more than half of it is free.
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
