package dev.quire.entity;

import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The `where` condition of a page and of its count. Every value is bound as a parameter.
final class Where {

    private final List<Filter> filters;
    private final Map<String, Object> parameters = new HashMap<>();

    Where(List<Filter> filters) {
        this.filters = filters;
        for (int i = 0; i < filters.size(); i++) {
            var filter = filters.get(i);
            switch (filter.operator()) {
                case EQ, NE, LT, LTE, GT, GTE -> parameters.put("p" + i, filter.value());
                case IN -> parameters.put("p" + i, filter.values());
                case PREFIX -> parameters.put("p" + i, escaped((String) filter.value()) + "%");
                case NULL -> {}
            }
        }
    }

    /// The parameter values by name.
    Map<String, Object> parameters() {
        return parameters;
    }

    /// A canonical text of the condition; it does not depend on the order of the filters.
    String canonical() {
        return Filter.canonical(filters);
    }

    /// The field of each parameter, by the name of the parameter.
    Map<String, Field> fields() {
        return IntStream.range(0, filters.size())
                .filter(i -> filters.get(i).operator() != Operator.NULL)
                .boxed()
                .collect(Collectors.toMap(i -> "p" + i, i -> filters.get(i).field()));
    }

    /// ` where …` in HQL over the alias `e`; empty without filters.
    String hql() {
        return render(field -> "e." + field.attribute());
    }

    /// This condition and another one, as an HQL `where` clause.
    String hqlAnd(String condition) {
        return filters.isEmpty() ? " where " + condition : hql() + " and " + condition;
    }

    /// The `where` clause in HQL or SQL; empty without filters.
    ///
    /// @param operand names the attribute or column of a field
    String render(Function<Field, String> operand) {
        var conditions = new ArrayList<String>();
        for (int i = 0; i < filters.size(); i++) {
            var filter = filters.get(i);
            conditions.add(condition(filter, operand.apply(filter.field()), ":p" + i));
        }
        return conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining(" and ", " where ", ""));
    }

    private static String condition(Filter filter, String operand, String parameter) {
        return operand
                + switch (filter.operator()) {
                    case EQ -> " = " + parameter;
                    // Unlike '<>', also matches items without a value.
                    case NE -> " is distinct from " + parameter;
                    case LT -> " < " + parameter;
                    case LTE -> " <= " + parameter;
                    case GT -> " > " + parameter;
                    case GTE -> " >= " + parameter;
                    case IN -> " in (" + parameter + ")";
                    case PREFIX -> " like " + parameter + " escape '\\'";
                    case NULL -> Boolean.TRUE.equals(filter.value()) ? " is null" : " is not null";
                };
    }

    private static String escaped(String prefix) {
        return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
