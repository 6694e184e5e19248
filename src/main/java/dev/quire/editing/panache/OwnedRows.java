package dev.quire.editing.panache;

import dev.quire.entity.Table;
import dev.quire.pagination.Field;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// The rows that an item owns, such as the lines of an order, in a table of their own.
///
/// One native statement writes any number of rows from arrays. HQL cannot insert from arrays, and would need one
/// statement per row.
///
/// @param part the name of the list in the item's values
/// @param entity the entity class of the rows
/// @param parent the attribute that holds the item's key
/// @param number the attribute that holds the position of the row, from 1
record OwnedRows(String part, Class<?> entity, String parent, String number) {

    private static final String INSERT = """
            insert into %1$s (%2$s, %3$s, %4$s)
            select :parent, number, %4$s from unnest(%5$s) with ordinality as lines (%4$s, number)
            on conflict (%2$s, %3$s) do update set %6$s""";

    /// Replaces the rows. A row at an existing position is updated and keeps its key; surplus rows are deleted.
    ///
    /// @param values the values of the item, including the list
    void replace(Session session, Object key, Map<String, @Nullable Object> values) {
        session.createMutationQuery("delete from %s e where e.%s = :parent and e.%s > :kept"
                        .formatted(entity.getName(), parent, number))
                .setParameter("parent", key)
                .setParameter("kept", values.get(part) instanceof List<?> rows ? rows.size() : 0)
                .executeUpdate();
        add(session, key, values);
    }

    /// Inserts the rows, or updates them if their positions exist.
    ///
    /// @param values the values of the item, including the list
    void add(Session session, Object key, Map<String, @Nullable Object> values) {
        if (!(values.get(part) instanceof List<?> rows) || rows.isEmpty()) {
            return;
        }
        var names = ((Map<?, ?>) rows.getFirst())
                .keySet().stream().map(String.class::cast).toList();
        var table = new Table(session.getSessionFactory(), entity);
        var columns =
                names.stream().map(name -> table.column(Field.attribute(name))).collect(Collectors.joining(", "));
        var changes = names.stream()
                .map(name -> table.column(Field.attribute(name)))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        var arrays = IntStream.range(0, names.size()).mapToObj(i -> ":c" + i).collect(Collectors.joining(", "));
        var statement = session.createNativeMutationQuery(INSERT.formatted(
                        table.name(), table.column(parent), table.column(number), columns, arrays, changes))
                .setParameter("parent", key);
        for (int i = 0; i < names.size(); i++) {
            statement.setParameter("c" + i, array(table, names.get(i), rows));
        }
        statement.executeUpdate();
    }

    /// The values of one column as an array of the column's Java type.
    private static Object array(Table table, String name, List<?> rows) {
        var type = table.type(Field.attribute(name)).getJavaType();
        var values = rows.stream().map(row -> ((Map<?, ?>) row).get(name)).toList();
        return values.toArray((Object[]) Array.newInstance(type, 0));
    }
}
