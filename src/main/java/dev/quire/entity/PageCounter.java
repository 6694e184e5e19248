package dev.quire.entity;

import static java.util.Objects.requireNonNull;

import dev.quire.pagination.Count;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Estimates;
import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// The count of one page: beside the page in its own statement, from memory, or by a statement of its own.
///
/// What counts is the condition alone: all collections of an entity share their estimates.
final class PageCounter {

    private final Class<?> entity;
    private final Where where;
    private final CountMode mode;
    private final int bound;
    private final Estimates estimates;
    private final Optional<Count.Estimated> known;

    PageCounter(Class<?> entity, Where where, CountMode mode, int bound, Estimates estimates) {
        this.entity = entity;
        this.where = where;
        this.mode = mode;
        this.bound = bound;
        this.estimates = estimates;
        this.known = mode == CountMode.AUTO ? estimates.known(key()) : Optional.empty();
    }

    /// The HQL of what is to be counted in the page's statement, its only column `total`; null if nothing is.
    @Nullable
    String beside() {
        return switch (mode) {
            case EXACT -> Hql.count(entity, where);
            case AUTO -> isRemembered() ? null : Hql.countUpTo(bound + 1, entity, where);
            case ESTIMATED, NONE -> null;
        };
    }

    /// @param proven the number of items, where the page proves it
    /// @param counted what was counted beside the page; empty if nothing was, or if no row was there to tell it
    Count count(Optional<Count.Exact> proven, Optional<Long> counted) {
        if (proven.isPresent() && mode != CountMode.NONE) {
            return proven.get();
        }
        return switch (mode) {
            case EXACT -> new Count.Exact(counted.orElseGet(this::alone));
            case AUTO -> isRemembered() ? known.orElseThrow() : auto(counted.orElseGet(this::alone));
            case ESTIMATED -> estimates.known(key()).orElseGet(this::estimated);
            case NONE -> new Count.Unknown();
        };
    }

    /// An estimate that falls short of what was counted is worth nothing.
    private Count auto(long counted) {
        if (counted <= bound) {
            return new Count.Exact(counted);
        }
        var estimate = known.orElseGet(this::estimated);
        return isBeyond(estimate) ? estimate : new Count.AtLeast(counted);
    }

    /// Whether there is no need to count, as there were more than the bound a moment ago.
    private boolean isRemembered() {
        return known.filter(this::isBeyond).isPresent();
    }

    private boolean isBeyond(Count.Estimated estimate) {
        return estimate.value() > bound;
    }

    private long alone() {
        var statement = session().createSelectionQuery(requireNonNull(beside()), Long.class);
        where.parameters().forEach(statement::setParameter);
        return statement.getSingleResult();
    }

    private Count.Estimated estimated() {
        return estimates.remember(key(), new Statistics(session(), entity).rows(where));
    }

    private String key() {
        return entity.getName() + "\n" + where.canonical();
    }

    private static Session session() {
        return Panache.getSession();
    }
}
