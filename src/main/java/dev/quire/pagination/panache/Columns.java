package dev.quire.pagination.panache;

import dev.quire.pagination.Field;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of a statement: the asked fields, then the keys of the sort that are not among them.
final class Columns {

    private final List<Field> fields;
    private final List<Field> keys;
    private final List<Field> all;

    Columns(PageQuery query) {
        this(query.fields(), query.keys());
    }

    Columns(List<Field> fields, List<Field> keys) {
        this.fields = fields;
        this.keys = keys;
        all = Stream.concat(fields.stream(), keys.stream()).distinct().toList();
    }

    String select(Class<?> entity) {
        return all.stream().map(field -> "e." + field.attribute()).collect(Collectors.joining(", ", "select ", ""))
                + " from " + entity.getName() + " e";
    }

    /// @param results arrays of the columns, or bare values where there is one column only
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
        var keyset = new ArrayList<@Nullable Object>(keys.size());
        for (var key : keys) {
            keyset.add(values[all.indexOf(key)]);
        }
        return new Row(item, new Keyset(keyset));
    }
}
