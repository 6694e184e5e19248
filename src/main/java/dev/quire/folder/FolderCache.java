package dev.quire.folder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.quire.availability.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A cache of folder snapshots. Concurrent requests for a folder share one read (single flight). The read continues
/// when the requests time out, so that a retry can use its result. Thread-safe.
final class FolderCache {

    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_CONCURRENT_READS = 2;

    private final Path root;
    private final Clock clock;
    private final long memory;
    private final Duration timeout;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT_READS, true);
    private final ConcurrentHashMap<Key, CompletableFuture<Contents>> flights = new ConcurrentHashMap<>();
    private final Cache<Key, Contents> cache;

    private record Key(FolderPath path, boolean attributes) {}

    FolderCache(Path root, long memory, Duration timeout, Clock clock) {
        this.root = root;
        this.clock = clock;
        this.memory = memory;
        this.timeout = timeout;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((Key _, Contents contents) -> contents.weight())
                .expireAfterAccess(IDLE_TIMEOUT)
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    /// @param folder the open folder at the path
    /// @param attributes whether sizes, types and times are needed
    /// @throws UnavailableException if the read does not complete within the timeout. A retry may find it completed
    Contents of(FolderPath path, Folder folder, boolean attributes) throws IOException {
        var key = new Key(path, attributes);
        var state = folder.state();
        var contents = cache.getIfPresent(key);
        return contents != null && contents.isUsable(state)
                ? contents
                : await(flights.computeIfAbsent(key, this::start));
    }

    private Contents await(CompletableFuture<Contents> flight) throws IOException {
        try {
            return flight.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnavailableException.away(e);
        } catch (TimeoutException e) {
            throw UnavailableException.late(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    /// Starts a read on a platform thread: file system calls would block the few carrier threads of virtual threads.
    private CompletableFuture<Contents> start(Key key) {
        var flight = new CompletableFuture<Contents>();
        Thread.ofPlatform().daemon().name("folder-reading").start(() -> {
            permits.acquireUninterruptibly();
            try {
                var contents = read(key);
                cache.put(key, contents);
                flights.remove(key, flight);
                flight.complete(contents);
            } catch (IOException | RuntimeException | Error e) {
                flights.remove(key, flight);
                flight.completeExceptionally(e);
            } finally {
                permits.release();
            }
        });
        return flight;
    }

    private Contents read(Key key) throws IOException {
        var names = cache.getIfPresent(new Key(key.path(), false));
        try (var folder = Folder.open(root, key.path())) {
            return Contents.of(folder, names, key.attributes(), clock.instant(), memory);
        }
    }
}
