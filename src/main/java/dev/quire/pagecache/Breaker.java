package dev.quire.pagecache;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Keeps requests away from a Redis that fails, and tries for them, in the background, whether it answers again.
@Singleton
final class Breaker {

    private static final Logger LOG = Logger.getLogger(Breaker.class);

    /// So many failures in a row open it.
    private static final int FAILURES = 3;

    /// So many answers in a row close it: a Redis that comes and goes does not.
    private static final int ANSWERS = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean stopped;

    Breaker(MeterRegistry meters) {
        meters.gauge("quire.redis.away", this, breaker -> breaker.open ? 1 : 0);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    boolean isOpen() {
        return open;
    }

    void succeeded() {
        if (failures.get() > 0) {
            failures.set(0);
        }
    }

    /// @param probe asks Redis again and tells whether it answered
    void failed(String reason, BooleanSupplier probe) {
        if (failures.incrementAndGet() >= FAILURES) {
            open(reason, probe);
        }
    }

    private synchronized void open(String reason, BooleanSupplier probe) {
        if (!open && !stopped) {
            open = true;
            LOG.warnf("Redis is left out until it answers again: %s", reason);
            Thread.ofVirtual().name("redis-probe").start(() -> closeAfter(probe));
        }
    }

    private void closeAfter(BooleanSupplier probe) {
        var pause = FIRST_PAUSE;
        for (int answers = 0; answers < ANSWERS && !stopped; ) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            answers = probe.getAsBoolean() ? answers + 1 : 0;
            pause = answers > 0 ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
        failures.set(0);
        open = false;
        LOG.info("Redis answers again");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
