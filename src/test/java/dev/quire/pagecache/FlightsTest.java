package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.database.Cancellation;
import dev.quire.database.Requester;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlightsTest {

    private final Flights<String> flights = new Flights<>();
    private final CountDownLatch release = new CountDownLatch(1);

    private static final class Client implements Requester {

        private final List<Runnable> actions = new CopyOnWriteArrayList<>();

        @Override
        public void onDeparture(Runnable action) {
            actions.add(action);
        }

        boolean waits() {
            return !actions.isEmpty();
        }

        void leave() {
            actions.forEach(Runnable::run);
        }
    }

    private FutureTask<Flights.Landed<String>> send(Client client) throws InterruptedException {
        var task = new FutureTask<>(() -> flights.join("key", client, this::load));
        Thread.ofVirtual().start(task);
        await(client::waits);
        return task;
    }

    private String load() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return Cancellation.isRequested() ? "cancelled" : "loaded";
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        while (!state.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Test
    void aLoadGoesOnWhileAnyoneWaitsForIt() throws Exception {
        var first = new Client();
        var second = new Client();
        var own = send(first);
        var joined = send(second);
        first.leave();
        first.leave();
        release.countDown();
        assertEquals(new Flights.Landed<>("loaded", false), own.get());
        assertEquals(new Flights.Landed<>("loaded", true), joined.get());
        second.leave();
    }

    @Test
    void aLoadIsCancelledWhenEveryoneHasLeft() throws Exception {
        var first = new Client();
        var second = new Client();
        var own = send(first);
        var joined = send(second);
        second.leave();
        first.leave();
        release.countDown();
        assertEquals("cancelled", own.get().value());
        assertEquals("cancelled", joined.get().value());
    }

    @Test
    void nobodyJoinsALoadThatIsCancelled() throws Exception {
        var gone = new Client();
        var cancelled = send(gone);
        gone.leave();
        var next = send(new Client());
        assertFalse(cancelled.isDone());
        release.countDown();
        assertEquals("cancelled", cancelled.get().value());
        assertEquals(new Flights.Landed<>("loaded", false), next.get());
        assertTrue(cancelled.isDone());
    }

    @Test
    void aLoadInTheBackgroundIsNotCancelled() {
        release.countDown();
        assertEquals(
                "loaded", flights.join("key", Requester.BACKGROUND, this::load).value());
    }
}
