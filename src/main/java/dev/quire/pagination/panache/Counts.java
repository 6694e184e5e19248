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
        var hql = "select count(*) from (select 1 as one" + Hql.from(entity, where) + " limit " + (BOUND + 1) + ")";
        var counted = (Long) (Object) finder.find(hql, where.parameters()).singleResult();
        return counted <= BOUND
                ? new Count.Exact(counted)
                : new Count.Estimated(Math.max(BOUND + 1, plannedRows(where)));
    }

    Count estimated(Where where) {
        return new Count.Estimated(plannedRows(where));
    }

    /// The rows the planner expects; it knows the table's size even where it was never analysed.
    private long plannedRows(Where where) {
        var session = Panache.getEntityManager().unwrap(Session.class);
        var table = new Table(session.getSessionFactory(), entity);
        var sql = "explain (format json) select 1 from " + table.name() + where.render(table::column);
        var query = session.createNativeQuery(sql, String.class);
        where.parameters().forEach((name, value) -> query.setParameter(name, plain(value)));
        var plan = PLAN_ROWS.matcher(query.getSingleResult());
        return plan.find() ? Long.parseLong(plan.group(1)) : 0;
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
