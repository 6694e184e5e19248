package dev.quire.pagecache;

import dev.quire.database.Cancellation;
import dev.quire.database.Requester;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Single flight: concurrent requests for the same key share one load. A load is cancelled when all its requesters have
/// left. Thread-safe.
final class Flights<T> {

    private final ConcurrentHashMap<String, Flight<T>> flights = new ConcurrentHashMap<>();

    /// @param joined whether another caller ran the load
    record Landed<T>(T value, boolean joined) {}

    /// One load.
    private static final class Flight<T> {

        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final Cancellation cancellation = new Cancellation();

        /// The number of requesters; 0 once all have left, after which nobody can join.
        private final AtomicInteger waiting = new AtomicInteger(1);

        boolean join() {
            return waiting.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void leaveWith(Requester requester) {
            var left = new AtomicBoolean();
            requester.onDeparture(() -> {
                if (left.compareAndSet(false, true) && waiting.decrementAndGet() == 0) {
                    cancellation.cancel();
                }
            });
        }
    }

    /// Runs the load, or waits for the caller that already runs it. All callers get its result or its exception.
    Landed<T> join(String key, Requester requester, Supplier<T> load) {
        var own = new Flight<T>();
        var flight = Objects.requireNonNull(
                flights.compute(key, (_, running) -> running != null && running.join() ? running : own));
        flight.leaveWith(requester);
        if (flight == own) {
            run(key, own, load);
        }
        return new Landed<>(await(flight.result), flight != own);
    }

    private void run(String key, Flight<T> flight, Supplier<T> load) {
        try {
            flight.result.complete(flight.cancellation.run(load));
        } catch (RuntimeException | Error e) {
            flight.result.completeExceptionally(e);
        } finally {
            flights.remove(key, flight);
        }
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
