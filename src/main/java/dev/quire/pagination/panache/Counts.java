package dev.quire.pagination.panache;

import dev.quire.pagination.Count;
import dev.quire.pagination.Field;
import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.Session;

/// Counts what a page's condition selects, each way in one statement.
final class Counts {

    /// Up to here [#auto] counts exactly.
    private static final long BOUND = 10_000;

    private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    private final Class<?> entity;
    private final PanacheSource.Finder finder;

    Counts(Class<?> entity, PanacheSource.Finder finder) {
        this.entity = entity;
        this.finder = finder;
    }

    Count exact(Where where) {
        return new Count.Exact(
                finder.find(Hql.from(entity, where), where.parameters()).count());
    }

    /// Exact up to the bound, else the planner's estimate, but more than the bound.
    Count auto(Where where) {
        var sql = "select count(*) from (select 1 from %s limit " + (BOUND + 1) + ") bounded";
        var counted = select(sql, where, Long.class);
        return counted <= BOUND
                ? new Count.Exact(counted)
                : new Count.Estimated(Math.max(BOUND + 1, plannedRows(where)));
    }

    Count estimated(Where where) {
        return new Count.Estimated(plannedRows(where));
    }

    /// The rows the planner expects; it knows the table's size even where it was never analysed.
    private long plannedRows(Where where) {
        var plan = PLAN_ROWS.matcher(select("explain (format json) select 1 from %s", where, String.class));
        return plan.find() ? Long.parseLong(plan.group(1)) : 0;
    }

    /// The only value of a statement that HQL cannot express, over the table under the page's condition.
    private <T> T select(String sql, Where where, Class<T> type) {
        var session = Panache.getEntityManager().unwrap(Session.class);
        var table = new Table(session.getSessionFactory(), entity);
        var query = session.createNativeQuery(sql.formatted(table.name() + where.render(table::column)), type);
        where.parameters().forEach((name, value) -> query.setParameter(name, plain(value)));
        return query.getSingleResult();
    }

    /// A native statement has no mapping that would know how an enum is stored.
    private static Object plain(Object value) {
        return switch (value) {
            case List<?> values -> values.stream().map(Counts::plain).toList();
            case Enum<?> constant -> Field.constantName(constant);
            default -> value;
        };
    }
}
