package dev.quire.bulkhead;

import dev.quire.availability.UnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Limits the concurrency of each class of work, so that a high load of one class leaves capacity for the others (see
/// ADR 13). Thread-safe.
@Singleton
public final class Bulkhead {

    private final Map<Workload, Compartment> compartments = new EnumMap<>(Workload.class);
    private final MeterRegistry meters;

    @Inject
    public Bulkhead(BulkheadConfig config, MeterRegistry meters) {
        this.meters = meters;
        for (var workload : Workload.values()) {
            var compartment = new Compartment(permits(config, workload), config.queue(), config.patience());
            compartments.put(workload, compartment);
            var name = workload.toString();
            meters.gauge("quire.bulkhead.held", tags(name), compartment, Compartment::held);
            meters.gauge("quire.bulkhead.waiting", tags(name), compartment, Compartment::waiting);
        }
    }

    private static Tags tags(String workload) {
        return Tags.of("class", workload);
    }

    private static int permits(BulkheadConfig config, Workload workload) {
        return switch (workload) {
            case POINT_READS -> config.pointReads();
            case LISTS -> config.lists();
            case COUNTS -> config.counts();
            case EXPORTS -> config.exports();
            case WRITES -> config.writes();
        };
    }

    /// Runs the work with a permit of its class. Waits for the permit, at most `quire.bulkhead.patience`.
    ///
    /// @throws UnavailableException if the work was rejected; none of it has been done then
    public <T> T run(Workload workload, Supplier<T> work) {
        try (var _ = enter(workload)) {
            return work.get();
        }
    }

    /// Acquires a permit for work that outlives this call. The caller must close it. May block, so it must not be
    /// called on an event loop.
    ///
    /// @throws UnavailableException if the work was rejected
    public Permit enter(Workload workload) {
        try {
            return compartment(workload).enter();
        } catch (UnavailableException _) {
            throw refusal(workload);
        }
    }

    /// Whether [#enter] would reject at once. Does not block.
    public boolean isFull(Workload workload) {
        return compartment(workload).isFull();
    }

    /// Whether more than half of the permits are free. Background work, such as prefetching, starts only then.
    public boolean isIdle(Workload workload) {
        return compartment(workload).isIdle();
    }

    /// Counts a rejection and returns the exception to throw, for callers that checked [#isFull] instead of entering.
    public UnavailableException refusal(Workload workload) {
        meters.counter("quire.bulkhead.refused", "class", workload.toString()).increment();
        return UnavailableException.overloaded();
    }

    private Compartment compartment(Workload workload) {
        return Objects.requireNonNull(compartments.get(workload));
    }
}
