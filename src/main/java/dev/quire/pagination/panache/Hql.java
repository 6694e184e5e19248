package dev.quire.pagination.panache;

import dev.quire.pagination.Direction;
import dev.quire.pagination.Field;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.Sort;
import dev.quire.pagination.SortKey;
import java.util.List;
import java.util.stream.Collectors;

/// The HQL of a page.
final class Hql {

    private Hql() {}

    static String select(Class<?> entity, List<Field> fields, Where where, Sort sort) {
        return select(entity, fields, where)
                + sort.keys().stream().map(Hql::orderBy).collect(Collectors.joining(", ", " order by ", ""));
    }

    static String select(Class<?> entity, List<Field> fields, Where where) {
        var columns = fields.stream().map(field -> "e." + field.attribute()).collect(Collectors.joining(", "));
        return "select " + columns + from(entity, where);
    }

    static String from(Class<?> entity, Where where) {
        return " from " + entity.getName() + " e" + where.hql();
    }

    private static String orderBy(SortKey key) {
        return "e." + Field.attribute(key.field())
                + (key.direction() == Direction.ASCENDING ? " asc" : " desc")
                + (key.nulls() == Nulls.FIRST ? " nulls first" : " nulls last");
    }
}
