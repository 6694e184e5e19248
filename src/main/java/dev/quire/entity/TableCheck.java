package dev.quire.entity;

import dev.quire.catalogue.Declaration;
import dev.quire.pagination.Field;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;

/// Refuses, at startup, collections whose walks would end early or skip rows without any sign of it. Each message says
/// what to change.
///
/// - Several rows with the same key, because the key is composite or not unique: pages continue after the first.
/// - A sort field that is declared as never null, but whose column can be null: a walk never reaches these rows.
/// - A sort by `citext`, which PostgreSQL sorts without regard to case, but compares with a text parameter by case.
///
/// The catalogs do not tell whether the columns of a view are unique or can be null, so this is not checked for views.
/// Partitioned and foreign tables are not checked for a unique key, because they may lack the index.
final class TableCheck {

    private static final String COLUMNS = """
            select a.attname,
                a.attnotnull or t.typnotnull or c.relkind in ('v', 'm'),
                coalesce(b.typname, t.typname),
                c.relkind in ('v', 'p', 'f') or exists (
                    select 1 from pg_index i
                    where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indpred is null
                        and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_type t on t.oid = a.atttypid
            left join pg_type b on b.oid = t.typbasetype
            where c.oid = cast(:table as regclass)
            """;

    private record Column(boolean notNull, String type, boolean unique) {}

    private final Declaration declaration;
    private final Table table;
    private final Map<String, Column> columns = new HashMap<>();

    TableCheck(StatelessSession session, Declaration declaration, Table table) {
        this.declaration = declaration;
        this.table = table;
        session.createNativeQuery(COLUMNS, Object[].class)
                .setParameter("table", table.name())
                .list()
                .forEach(row ->
                        columns.put((String) row[0], new Column((Boolean) row[1], (String) row[2], (Boolean) row[3])));
    }

    /// @throws IllegalStateException if rows would be skipped
    void run() {
        if (table.keys().size() > 1) {
            throw skips(
                    ("its table %s has the composite key (%s), and pages need a key of one column: add a column such as"
                                    + " 'id bigint generated always as identity unique', and make it the only @Id")
                            .formatted(table.name(), String.join(", ", table.keys())));
        }
        check(declaration.key(), true);
        sortFields().forEach(field -> check(field, false));
    }

    private Set<Field> sortFields() {
        var fields = new LinkedHashSet<Field>();
        declaration.orders().forEach(order -> fields.addAll(declaration.fields(declaration.total(order))));
        return fields;
    }

    private void check(Field field, boolean key) {
        var name = column(field);
        var column = columns.get(name);
        if (column == null) {
            return; // An expression, of which the catalogs say nothing.
        }
        if (key && !column.unique()) {
            throw skips("its key '%s' is not unique: create unique index on %s (%s), or declare a unique field first"
                    .formatted(field.name(), table.name(), name));
        }
        if (!field.nullable() && !column.notNull()) {
            throw skips(
                    ("the field '%s' is declared as never null, but its column can be null: declare it as @Nullable, or"
                                    + " 'alter table %s alter column %s set not null'")
                            .formatted(field.name(), table.name(), name));
        }
        if (column.type().equals("citext")) {
            throw skips(("it is sorted by '%s' of the type citext: sort by a column of the type text, such as one"
                            + " 'generated always as (lower(%s)) stored'")
                    .formatted(field.name(), name));
        }
    }

    /// The name of the column as it is in the catalogs.
    private String column(Field field) {
        var name = table.column(field);
        return name.startsWith("\"") ? name.replace("\"", "") : name.toLowerCase(Locale.ROOT);
    }

    private IllegalStateException skips(String reason) {
        return new IllegalStateException(
                "The collection '%s' would skip rows, because %s".formatted(declaration.name(), reason));
    }
}
