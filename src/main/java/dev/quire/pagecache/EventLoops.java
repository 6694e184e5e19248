package dev.quire.pagecache;

import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Tells a pause of this process, such as a thousand clients at once, from one of a server that it asked.
@Singleton
final class EventLoops {

    /// The first may be past the sockets already; the last hands on what came in by the second.
    private static final int ROUNDS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EventLoopGroup group;

    EventLoops(@MainEventLoopGroup EventLoopGroup group) {
        this.group = group;
    }

    /// Waits until every event loop has come round: what had arrived before has then been read.
    void comeRound() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            var loops = new ArrayList<Executor>();
            group.forEach(loops::add);
            var all = new CountDownLatch(loops.size());
            loops.forEach(loop -> loop.execute(all::countDown));
            var _ = all.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
