package dev.quire.pagination.panache;

import dev.quire.pagination.CountMode;
import dev.quire.pagination.Estimates;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/// Makes the counts of all sources.
@Singleton
@Unremovable
final class Counts {

    private final Estimates estimates;
    private final int bound;

    Counts(Estimates estimates, CountConfig config) {
        this.estimates = estimates;
        this.bound = config.bound();
    }

    /// Sources are made by hand, before there are beans.
    static Counts instance() {
        return Arc.container().instance(Counts.class).get();
    }

    /// The count of a page with this condition.
    Counting of(Class<?> entity, Where where, CountMode mode) {
        return new Counting(entity, where, mode, bound, estimates);
    }
}
