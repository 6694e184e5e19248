package dev.quire.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Keeps requests away from a Redis that fails, and tries for them, in the background, whether it answers again.
///
/// One that comes and goes is left out for longer each time, until it stays: the service settles, and so does its log.
@Singleton
public final class Breaker {

    private static final Logger LOG = Logger.getLogger(Breaker.class);

    /// So many failures in a row open it.
    private static final int FAILURES = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /// For so long Redis has to answer without fail before it is asked again.
    private static final Duration FIRST_TRIAL = Duration.ofMillis(250);

    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(5);

    /// What fails before so many times its trial have passed is tried for twice as long.
    private static final int STEADY = 10;

    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean stopped;
    private volatile long closed =
            System.nanoTime() - FIRST_TRIAL.multipliedBy(STEADY).toNanos();
    private volatile Duration trial = FIRST_TRIAL;

    public Breaker(MeterRegistry meters) {
        meters.gauge("quire.redis.away", this, breaker -> breaker.open ? 1 : 0);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    public boolean isOpen() {
        return open;
    }

    public void succeeded() {
        if (failures.get() > 0) {
            failures.set(0);
        }
    }

    /// @param sent when Redis was asked, by [System#nanoTime()]: what was asked in an earlier outage says nothing now
    /// @param probe asks Redis again and tells whether it answered; never throws
    public void failed(long sent, String reason, BooleanSupplier probe) {
        if (sent - closed >= 0 && failures.incrementAndGet() >= FAILURES) {
            open(reason, probe);
        }
    }

    private synchronized void open(String reason, BooleanSupplier probe) {
        if (!open && !stopped) {
            open = true;
            var steady = trial.multipliedBy(STEADY);
            trial = System.nanoTime() - closed >= steady.toNanos()
                    ? FIRST_TRIAL
                    : shorter(trial.multipliedBy(2), LONGEST_TRIAL);
            LOG.warnf("Redis is left out until it answers again: %s", reason);
            Thread.ofVirtual().name("redis-probe").start(() -> closeAfter(probe));
        }
    }

    private void closeAfter(BooleanSupplier probe) {
        var pause = FIRST_PAUSE;
        var failed = System.nanoTime();
        while (!stopped && System.nanoTime() - failed < trial.toNanos()) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (probe.getAsBoolean()) {
                pause = FIRST_PAUSE;
            } else {
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                failed = System.nanoTime();
            }
        }
        if (!stopped) {
            close();
        }
    }

    private void close() {
        failures.set(0);
        closed = System.nanoTime();
        open = false;
        LOG.info("Redis answers again");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
