package dev.quire.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.availability.UnavailableException;
import dev.quire.bulkhead.Bulkhead;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens exports, up to a number of concurrent ones. Safe for use by many threads.
@Singleton
public final class Exports {

    private final ExportConfig config;
    private final Bulkhead bulkhead;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Semaphore places;
    private final AtomicInteger active;

    Exports(ExportConfig config, Bulkhead bulkhead, ObjectMapper json, MeterRegistry meters) {
        check("chunk-size", config.chunkSize(), 100, 10_000);
        check("max-concurrent", config.maxConcurrent(), 1, 1_000);
        if (config.patience().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("quire.export.patience must be at least one second");
        }
        this.config = config;
        this.bulkhead = bulkhead;
        this.json = json;
        this.meters = meters;
        this.places = new Semaphore(config.maxConcurrent());
        this.active = meters.gauge("quire.exports.active", new AtomicInteger());
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "quire.export.%s must be from %d to %d, but is %d".formatted(name, min, max, value));
        }
    }

    /// The number of items in a chunk.
    public int chunkSize() {
        return config.chunkSize();
    }

    /// Starts to read the first chunk. The caller must close the export in every case.
    ///
    /// @throws UnavailableException if too many exports are in progress
    public Export open(ExportPlan plan) {
        if (!places.tryAcquire()) {
            throw UnavailableException.overloaded();
        }
        active.incrementAndGet();
        var reader = new ReadAhead(plan.source(), plan.query(), bulkhead);
        return new Export(plan, reader, json, config.patience(), meters, this::over);
    }

    private void over() {
        active.decrementAndGet();
        places.release();
    }
}
