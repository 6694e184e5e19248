package dev.quire.entity;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.BasicType;

/// Estimates row counts from PostgreSQL's statistics, without reading the table.
final class Statistics {

    private static final String ANALYSED_ROWS =
            "select cast(reltuples as bigint) from pg_class where oid = cast('%s' as regclass)";
    private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    private final Session session;
    private final Table table;

    Statistics(Session session, Class<?> entity) {
        this.session = session;
        table = new Table(session.getSessionFactory(), entity);
    }

    /// Estimates how many rows match the condition.
    ///
    /// Without a condition this is `reltuples`, the number of rows that the last `ANALYZE` found. With a condition,
    /// or if the table was never analysed or was empty then, it is the row estimate of the planner, which takes the
    /// current size of the file into account.
    long rows(Where where) {
        var analysed = where.parameters().isEmpty() && where.hql().isEmpty() ? analysed() : 0;
        return analysed > 0 ? analysed : planned(where);
    }

    private long analysed() {
        return session.createNativeQuery(ANALYSED_ROWS.formatted(table.name().replace("'", "''")), Long.class)
                .getSingleResult();
    }

    private long planned(Where where) {
        var sql = "explain (format json) select 1 from " + table.name() + where.render(table::column);
        var query = session.createNativeQuery(sql, String.class);
        where.fields().forEach((name, field) -> {
            var value = requireNonNull(where.parameters().get(name));
            bind(query, name, value instanceof List<?> values ? values : List.of(value), table.type(field));
        });
        var plan = PLAN_ROWS.matcher(query.getSingleResult());
        return plan.find() ? Long.parseLong(plan.group(1)) : 0;
    }

    /// Binds the values with the column's type, which determines how an enum is stored.
    private static <T> void bind(NativeQuery<?> query, String name, List<?> values, BasicType<T> type) {
        var typed = values.stream().map(type.getJavaType()::cast).toList();
        query.setParameterList(name, typed, type);
    }
}
