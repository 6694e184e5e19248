package dev.quire.pagecache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// One load for all who ask for the same at the same time.
final class Flights<T> {

    private final ConcurrentHashMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    /// @param joined whether another one had begun to load it before
    record Landed<T>(T value, boolean joined) {}

    /// Loads, or waits for who does; what that one throws, all throw.
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
