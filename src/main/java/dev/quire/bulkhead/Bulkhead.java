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

/// Lets only so much of each class of work be done at once, so that much of one leaves room for the others. Safe for
/// use by many threads.
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

    /// Does the work with a permit of its class.
    ///
    /// @throws UnavailableException if there is no room for it, before any of it is done
    public <T> T run(Workload workload, Supplier<T> work) {
        try (var _ = enter(workload)) {
            return work.get();
        }
    }

    /// A permit for work that does not end with a call. It may wait, so never on an event loop.
    ///
    /// @throws UnavailableException if there is no room for it
    public Permit enter(Workload workload) {
        try {
            return compartment(workload).enter();
        } catch (UnavailableException _) {
            throw refusal(workload);
        }
    }

    /// Whether [#enter] would refuse at once. Never waits.
    public boolean isFull(Workload workload) {
        return compartment(workload).isFull();
    }

    /// Whether there is room to spare: what nobody asked for yet is begun only then.
    public boolean isIdle(Workload workload) {
        return compartment(workload).isIdle();
    }

    /// Counts a refusal, for whoever asked [#isFull] first to throw.
    public UnavailableException refusal(Workload workload) {
        meters.counter("quire.bulkhead.refused", "class", workload.toString()).increment();
        return UnavailableException.overloaded();
    }

    private Compartment compartment(Workload workload) {
        return Objects.requireNonNull(compartments.get(workload));
    }
}
