package dev.quire.pagecache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Single flight: concurrent requests for the same key share one load. Thread-safe.
final class Flights<T> {

    private final ConcurrentHashMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    /// @param joined whether another caller ran the load
    record Landed<T>(T value, boolean joined) {}

    /// Runs the load, or waits for the caller that already runs it. All callers get its result or its exception.
    Landed<T> join(String key, Supplier<T> load) {
        var own = new CompletableFuture<T>();
        var other = flights.putIfAbsent(key, own);
        if (other != null) {
            return new Landed<>(await(other), true);
        }
        try {
            own.complete(load.get());
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
        } finally {
            flights.remove(key, own);
        }
        return new Landed<>(await(own), false);
    }

    private static <T> T await(CompletableFuture<T> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
