package dev.quire.entity;

import static java.util.Objects.requireNonNull;

import dev.quire.pagination.Count;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Estimates;
import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// Determines the count of one page: in the statement of the page, from a remembered estimate, or by a separate
/// statement.
///
/// Estimates are remembered by entity and condition, so all collections of an entity share them.
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

    /// The HQL of the count to include in the statement of the page, with the single column `total`; null for no
    /// count.
    @Nullable
    String inlineCount() {
        return switch (mode) {
            case EXACT -> Hql.count(entity, where);
            case AUTO -> isRemembered() ? null : Hql.countUpTo(bound + 1, entity, where);
            case ESTIMATED, NONE -> null;
        };
    }

    /// The count to report.
    ///
    /// @param proven the exact number of items, if it follows from the page itself
    /// @param counted the count in the statement of the page; empty if there was none, or if the page has no rows
    Count count(Optional<Count.Exact> proven, Optional<Long> counted) {
        if (proven.isPresent() && mode != CountMode.NONE) {
            return proven.get();
        }
        return switch (mode) {
            case EXACT -> new Count.Exact(counted.orElseGet(this::countSeparately));
            case AUTO -> isRemembered() ? known.orElseThrow() : auto(counted.orElseGet(this::countSeparately));
            case ESTIMATED -> estimates.known(key()).orElseGet(this::estimated);
            case NONE -> new Count.Unknown();
        };
    }

    /// Discards an estimate at or below the bound, because the count has shown that there are more items.
    private Count auto(long counted) {
        if (counted <= bound) {
            return new Count.Exact(counted);
        }
        var estimate = known.orElseGet(this::estimated);
        return isBeyond(estimate) ? estimate : new Count.AtLeast(counted);
    }

    /// Whether a remembered estimate above the bound makes counting unnecessary.
    private boolean isRemembered() {
        return known.filter(this::isBeyond).isPresent();
    }

    private boolean isBeyond(Count.Estimated estimate) {
        return estimate.value() > bound;
    }

    private long countSeparately() {
        var statement = session().createSelectionQuery(requireNonNull(inlineCount()), Long.class);
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
