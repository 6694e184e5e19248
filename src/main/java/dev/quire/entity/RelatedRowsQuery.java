package dev.quire.entity;

import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Operator;
import dev.quire.pagination.Row;
import dev.quire.pagination.Sort;
import dev.quire.pagination.SortKey;
import io.quarkus.hibernate.orm.panache.Panache;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads the rows of an entity that are related to other items, with one statement for all of these items.
final class RelatedRowsQuery {

    /// For each parent, the lateral join finds the keys of the first rows in the index on parent and sort. The full
    /// rows are read afterwards, by key.
    ///
    /// If the lateral join selected full rows, PostgreSQL would read and sort all rows of a parent whenever it
    /// expects only a few. A window function always reads all rows. HQL cannot express a lateral join on an array.
    private static final String FIRST_OF_EACH = """
            select %s
            from unnest(:parents) p (parent)
            cross join lateral (select i.%s as first from %s i where i.%s = p.parent%s limit :limit) f
            join %3$s e on e.%2$s = f.first%s""";

    private final Class<?> entity;

    RelatedRowsQuery(Class<?> entity) {
        this.entity = entity;
    }

    List<Map<String, @Nullable Object>> withKeys(List<Field> fields, Field key, Set<Object> keys) {
        var where = new Where(List.of(new Filter(key, Operator.IN, List.copyOf(keys))));
        var columns = new Columns(fields, List.of());
        var statement = Panache.getSession().createSelectionQuery(columns.select(entity) + where.hql(), Object[].class);
        where.parameters().forEach(statement::setParameter);
        return items(columns, statement.list());
    }

    List<Map<String, @Nullable Object>> firstOfEach(
            List<Field> fields, Field parent, Set<Object> parents, Sort sort, int limit) {
        var session = Panache.getSession();
        var table = new Table(session.getSessionFactory(), entity);
        var statement = session.createNativeQuery(sql(table, fields, parent, sort), Object[].class)
                .setParameter("parents", array(parent.type(), parents))
                .setParameter("limit", limit);
        for (int i = 0; i < fields.size(); i++) {
            statement.addScalar("c" + i, table.type(fields.get(i)));
        }
        return items(new Columns(fields, List.of()), statement.list());
    }

    private static String sql(Table table, List<Field> fields, Field parent, Sort sort) {
        var columns = IntStream.range(0, fields.size())
                .mapToObj(i -> "e.%s as c%d".formatted(table.column(fields.get(i)), i))
                .collect(Collectors.joining(", "));
        return FIRST_OF_EACH.formatted(
                columns,
                table.key(),
                table.name(),
                table.column(parent),
                orderBy("i.", table, sort),
                orderBy("e.", table, sort));
    }

    private static String orderBy(String alias, Table table, Sort sort) {
        return Hql.orderBy(sort, (SortKey key) -> alias + table.column(Field.attribute(key.field())));
    }

    /// An array of the column's type. Passing one array keeps the statement the same for any number of values.
    private static Object array(Class<?> type, Set<Object> values) {
        return values.toArray((Object[]) Array.newInstance(type, 0));
    }

    private static List<Map<String, @Nullable Object>> items(Columns columns, List<?> rows) {
        return columns.rows(rows).stream().map(Row::item).toList();
    }
}
