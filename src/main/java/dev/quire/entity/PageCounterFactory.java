package dev.quire.entity;

import dev.quire.pagination.CountMode;
import dev.quire.pagination.Estimates;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/// Creates the page counters of all sources.
@Singleton
@Unremovable
final class PageCounterFactory {

    private final Estimates estimates;
    private final int bound;

    PageCounterFactory(Estimates estimates, CountConfig config) {
        this.estimates = estimates;
        this.bound = config.bound();
    }

    /// Looks the bean up, because sources are created outside the container, before beans exist.
    static PageCounterFactory instance() {
        return Arc.container().instance(PageCounterFactory.class).get();
    }

    /// Creates the counter for a page with this condition.
    PageCounter of(Class<?> entity, Where where, CountMode mode) {
        return new PageCounter(entity, where, mode, bound, estimates);
    }
}
