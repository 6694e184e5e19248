package dev.quire.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// A circuit breaker for Redis. After three consecutive failures it opens, and callers must not query Redis. Probes
/// in the background close it once Redis has answered without failure for a trial period.
///
/// If Redis fails again soon after it was closed, the next trial period is twice as long, up to
/// `quire.redis.longest-trial`. This limits
/// switching and log output while Redis is unstable. Thread-safe.
@Singleton
public final class Breaker {

    private static final Logger LOG = Logger.getLogger(Breaker.class);

    /// The number of consecutive failures that opens the breaker.
    private static final int FAILURES = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /// How long every probe must succeed before the breaker closes.
    private static final Duration FIRST_TRIAL = Duration.ofMillis(250);

    /// A failure within this many trial periods after closing doubles the next trial period.
    private static final int STABLE_TRIALS = 10;

    private final Duration longestTrial;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean stopped;
    private volatile long closed =
            System.nanoTime() - FIRST_TRIAL.multipliedBy(STABLE_TRIALS).toNanos();
    private volatile Duration trial = FIRST_TRIAL;

    public Breaker(BreakerConfig config, MeterRegistry meters) {
        this.longestTrial = config.longestTrial();
        meters.gauge("quire.redis.away", this, breaker -> breaker.open ? 1 : 0);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /// Whether Redis must not be queried now.
    public boolean isOpen() {
        return open;
    }

    /// Records a successful request, which resets the number of consecutive failures.
    public void succeeded() {
        if (failures.get() > 0) {
            failures.set(0);
        }
    }

    /// Records a failed request.
    ///
    /// @param sent when the request was sent ([System#nanoTime()]); ignored if the breaker has closed since then
    /// @param reason the cause, for the log
    /// @param probe sends a request to Redis and returns whether it succeeded; must not throw
    public void failed(long sent, String reason, BooleanSupplier probe) {
        if (sent - closed >= 0 && failures.incrementAndGet() >= FAILURES) {
            open(reason, probe);
        }
    }

    private synchronized void open(String reason, BooleanSupplier probe) {
        if (!open && !stopped) {
            open = true;
            var stableTime = trial.multipliedBy(STABLE_TRIALS);
            trial = System.nanoTime() - closed >= stableTime.toNanos()
                    ? FIRST_TRIAL
                    : shorter(trial.multipliedBy(2), longestTrial);
            LOG.warnf("Redis failed and is bypassed until it answers again: %s", reason);
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
