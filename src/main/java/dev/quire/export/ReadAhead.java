package dev.quire.export;

import dev.quire.availability.UnavailableException;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.Permit;
import dev.quire.bulkhead.Workload;
import dev.quire.pagination.Chunk;
import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.ChunkRead;
import dev.quire.pagination.PageSource;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of an export in order, each in a thread of its own while the previous one is written. Between two
/// chunks it holds their rows and nothing else: no connection, no snapshot, no permit.
final class ReadAhead implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofMillis(50);

    private final PageSource source;
    private final Bulkhead bulkhead;
    private ChunkQuery query;
    private @Nullable Ahead ahead;
    private volatile boolean closed;

    private record Ahead(ChunkRead reading, FutureTask<Chunk> result, Thread thread) {}

    ReadAhead(PageSource source, ChunkQuery start, Bulkhead bulkhead) {
        this.source = source;
        this.query = start;
        this.bulkhead = bulkhead;
        begin(() -> bulkhead.enter(Workload.EXPORTS));
    }

    /// @param turn waits for a permit to read
    private synchronized void begin(Supplier<Permit> turn) {
        if (closed) {
            throw new CancellationException();
        }
        var reading = source.chunk(query);
        var result = new FutureTask<>(() -> {
            try (var _ = turn.get()) {
                return reading.read();
            }
        });
        ahead = new Ahead(
                reading, result, Thread.ofVirtual().name("export-read").start(result));
    }

    private synchronized @Nullable Ahead ahead() {
        return ahead;
    }

    /// Waits for the next chunk and starts to read the one after it.
    Chunk next() throws InterruptedException {
        var current = ahead();
        if (current == null) {
            throw new IllegalStateException("there is no next chunk");
        }
        var chunk = result(current);
        if (chunk.hasNext()) {
            query = query.after(chunk.end());
            begin(this::patiently);
        }
        return chunk;
    }

    /// Retries until it gets a permit: an export that has begun is not refused because of overload.
    private Permit patiently() {
        while (true) {
            try {
                return bulkhead.enter(Workload.EXPORTS);
            } catch (UnavailableException e) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        if (closed) {
            throw new CancellationException();
        }
    }

    private static Chunk result(Ahead current) throws InterruptedException {
        try {
            return current.result().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /// Cancels the read in progress, and waits for its end in the background.
    @Override
    public synchronized void close() {
        closed = true;
        var current = ahead;
        if (current != null && current.thread().isAlive()) {
            Thread.ofVirtual().name("export-cancel").start(() -> cancel(current));
        }
    }

    private static void cancel(Ahead current) {
        try {
            do {
                current.reading().cancel();
            } while (!current.thread().join(AGAIN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
