package dev.quire.export;

import dev.quire.pagination.Chunk;
import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.PageSource;
import dev.quire.pagination.Reading;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of an export one after the other, each in a thread of its own while the one before is written.
/// Between them nothing is held but their rows.
final class ChunkReader implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofMillis(50);

    private final PageSource source;
    private ChunkQuery query;
    private @Nullable Ahead ahead;
    private boolean closed;

    private record Ahead(Reading reading, FutureTask<Chunk> result, Thread thread) {}

    ChunkReader(PageSource source, ChunkQuery start) {
        this.source = source;
        this.query = start;
        begin();
    }

    private synchronized void begin() {
        if (closed) {
            throw new CancellationException();
        }
        var reading = source.chunk(query);
        var result = new FutureTask<>(reading::read);
        ahead = new Ahead(
                reading, result, Thread.ofVirtual().name("export-read").start(result));
    }

    private synchronized @Nullable Ahead ahead() {
        return ahead;
    }

    /// The next chunk, as soon as it is read; the one after it is begun.
    Chunk next() throws InterruptedException {
        var current = ahead();
        if (current == null) {
            throw new IllegalStateException("there is no next chunk");
        }
        var chunk = result(current);
        if (chunk.hasNext()) {
            query = query.after(chunk.end());
            begin();
        }
        return chunk;
    }

    private static Chunk result(Ahead current) throws InterruptedException {
        try {
            return current.result().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /// Has what is being read end, and waits for it in the background.
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
