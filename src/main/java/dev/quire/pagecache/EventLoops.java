package dev.quire.pagecache;

import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Distinguishes a delay in this process, such as after a burst of clients, from a slow response of another server.
@Singleton
final class EventLoops {

    /// In the first round, a loop may already have polled its sockets. The second round reads them, and the third one
    /// delivers what was read.
    private static final int ROUNDS = 3;

    private static final Duration ROUND_TIMEOUT = Duration.ofSeconds(1);

    private final EventLoopGroup group;

    EventLoops(@MainEventLoopGroup EventLoopGroup group) {
        this.group = group;
    }

    /// Waits until every event loop has completed these rounds, so that all data that had arrived before has been
    /// read. Waits at most one second per round.
    void awaitRounds() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            var loops = new ArrayList<Executor>();
            group.forEach(loops::add);
            var all = new CountDownLatch(loops.size());
            loops.forEach(loop -> loop.execute(all::countDown));
            var _ = all.await(ROUND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
