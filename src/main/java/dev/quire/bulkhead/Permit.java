package dev.quire.bulkhead;

import java.util.concurrent.atomic.AtomicBoolean;

/// Leave to do some work of a class; to be closed when it is done. Safe to close by any thread, and twice.
public final class Permit implements AutoCloseable {

    private final Compartment compartment;
    private final long begun = System.nanoTime();
    private final AtomicBoolean closed = new AtomicBoolean();

    Permit(Compartment compartment) {
        this.compartment = compartment;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            compartment.leave(System.nanoTime() - begun);
        }
    }
}
