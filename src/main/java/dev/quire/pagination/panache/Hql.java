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

    static String from(Class<?> entity, Where where) {
        return " from " + entity.getName() + " e" + where.hql();
    }

    static String orderBy(Sort sort) {
        return sort.keys().stream().map(Hql::orderBy).collect(Collectors.joining(", ", " order by ", ""));
    }

    /// The branches one after the other, each in order and cut at `:limit`.
    ///
    /// PostgreSQL appends limited branches as they stand, and never in parallel.
    static String union(String select, Where where, List<String> branches, Sort sort) {
        return branches.stream()
                .map(branch -> select + where.hqlAnd(branch) + orderBy(sort) + " limit :limit")
                .collect(Collectors.joining(") union all (", "(", ")"));
    }

    private static String orderBy(SortKey key) {
        return "e." + Field.attribute(key.field())
                + (key.direction() == Direction.ASCENDING ? " asc" : " desc")
                + (key.nulls() == Nulls.FIRST ? " nulls first" : " nulls last");
    }
}
