package dev.quire.entity;

import dev.quire.pagination.Field;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns that a statement selects: the requested fields, then the sort keys that are not among them, then an
/// optional count, which has the same value in each row.
final class Columns {

    private final List<Field> fields;
    private final List<Field> keys;
    private final List<Field> all;
    private final @Nullable String count;

    Columns(PageQuery query) {
        this(query.fields(), query.keys());
    }

    Columns(List<Field> fields, List<Field> keys) {
        this(fields, keys, null);
    }

    private Columns(List<Field> fields, List<Field> keys, @Nullable String count) {
        this.fields = fields;
        this.keys = keys;
        this.count = count;
        all = Stream.concat(fields.stream(), keys.stream()).distinct().toList();
    }

    /// Adds a count to these columns.
    ///
    /// @param hql a query that counts, with the single column `total`; null for no count
    Columns counting(@Nullable String hql) {
        return new Columns(fields, keys, hql);
    }

    /// The `with` clause of the statement; empty without a count. A common table expression is evaluated only once,
    /// even if several branches of a union select from it.
    String with() {
        return count == null ? "" : "with counted as (" + count + ") ";
    }

    String select(Class<?> entity) {
        return all.stream().map(field -> "e." + field.attribute()).collect(Collectors.joining(", ", "select ", ""))
                + (count == null ? "" : ", (select c.total from counted c)")
                + " from " + entity.getName() + " e";
    }

    /// The count; empty if none was selected, or if there is no row to read it from.
    Optional<Long> counted(List<?> results) {
        return count == null || results.isEmpty()
                ? Optional.empty()
                : Optional.of((Long) ((Object[]) results.getFirst())[all.size()]);
    }

    /// @param results arrays of column values, or single values if there is only one column
    List<Row> rows(List<?> results) {
        var rows = new ArrayList<Row>(results.size());
        for (var result : results) {
            rows.add(row(result instanceof Object[] values ? values : new Object[] {result}));
        }
        return rows;
    }

    private Row row(@Nullable Object[] values) {
        var item = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < fields.size(); i++) {
            item.put(fields.get(i).name(), values[i]);
        }
        return new Row(item, keyset(values));
    }

    /// The keyset of a row: its values of the sort keys.
    Keyset keyset(@Nullable Object[] values) {
        var keyset = new ArrayList<@Nullable Object>(keys.size());
        for (var key : keys) {
            keyset.add(values[all.indexOf(key)]);
        }
        return new Keyset(keyset);
    }
}
