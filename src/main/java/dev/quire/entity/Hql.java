package dev.quire.entity;

import dev.quire.pagination.Direction;
import dev.quire.pagination.Field;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.Sort;
import dev.quire.pagination.SortKey;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The HQL of a page.
final class Hql {

    private Hql() {}

    private static String from(Class<?> entity, Where where) {
        return " from " + entity.getName() + " e" + where.hql();
    }

    static String count(Class<?> entity, Where where) {
        return "select count(*) as total" + from(entity, where);
    }

    /// PageCounterFactory no further than the limit. HQL wants an order beside a limit; a constant one makes no
    /// difference.
    static String countUpTo(int limit, Class<?> entity, Where where) {
        return "select count(*) as total from (select 1 as one" + from(entity, where) + " order by one limit " + limit
                + ") bounded";
    }

    static String orderBy(Sort sort) {
        return orderBy(sort, key -> "e." + Field.attribute(key.field()));
    }

    /// The same order in HQL or SQL, over the operands that the function names.
    static String orderBy(Sort sort, Function<SortKey, String> operand) {
        return sort.keys().stream()
                .map(key -> operand.apply(key) + direction(key))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /// The branches one after the other, each in order and cut at `:limit`.
    ///
    /// PostgreSQL appends limited branches as they stand, and never in parallel.
    static String union(String select, Where where, List<String> branches, Sort sort) {
        return branches.stream()
                .map(branch -> select + where.hqlAnd(branch) + orderBy(sort) + " limit :limit")
                .collect(Collectors.joining(") union all (", "(", ")"));
    }

    private static String direction(SortKey key) {
        return (key.direction() == Direction.ASCENDING ? " asc" : " desc")
                + (key.nulls() == Nulls.FIRST ? " nulls first" : " nulls last");
    }
}
