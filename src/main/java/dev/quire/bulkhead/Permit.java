package dev.quire.bulkhead;

import java.util.concurrent.atomic.AtomicBoolean;

/// Permission to run work of one class. It must be closed when the work is done. Any thread may close it; closing it
/// again has no effect.
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
