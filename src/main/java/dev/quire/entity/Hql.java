package dev.quire.entity;

import dev.quire.pagination.Direction;
import dev.quire.pagination.Field;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.Sort;
import dev.quire.pagination.SortKey;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Builds the HQL of pages and counts.
final class Hql {

    private Hql() {}

    private static String from(Class<?> entity, Where where) {
        return " from " + entity.getName() + " e" + where.hql();
    }

    static String count(Class<?> entity, Where where) {
        return "select count(*) as total" + from(entity, where);
    }

    /// Counts no more rows than the limit. HQL requires an order with a limit in a subquery; ordering by a constant
    /// has no effect.
    static String countUpTo(int limit, Class<?> entity, Where where) {
        return "select count(*) as total from (select 1 as one" + from(entity, where) + " order by one limit " + limit
                + ") bounded";
    }

    static String orderBy(Sort sort) {
        return orderBy(sort, key -> "e." + Field.attribute(key.field()));
    }

    /// The `order by` clause, in HQL or SQL.
    ///
    /// @param operand names the attribute or column of a sort key
    static String orderBy(Sort sort, Function<SortKey, String> operand) {
        return sort.keys().stream()
                .map(key -> operand.apply(key) + direction(key))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /// A `union all` of the branches, each sorted and limited by `:limit`.
    ///
    /// PostgreSQL returns the rows of limited branches in the order of the branches, and does not run them in
    /// parallel. The result therefore needs no outer sort.
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
