package dev.quire.pagination;

import java.util.List;
import java.util.stream.Collectors;

/// A condition that every returned item meets.
///
/// @param values the operands, of the field's type: exactly one, or at least one for [Operator#IN]. For [Operator#NULL]
///     a [Boolean], whatever the field's type
public record Filter(Field field, Operator operator, List<Object> values) {

    static final int MAX_VALUES = 100;

    public Filter {
        values = List.copyOf(values);
    }

    public static Filter equal(Field field, Object value) {
        return new Filter(field, Operator.EQ, List.of(value));
    }

    /// Parses the operand or operands from a client's text.
    ///
    /// @throws InvalidValueException if the text is not a valid operand for this field and operator
    public static Filter parse(Field field, Operator operator, String text) {
        List<Object> values = switch (operator) {
            case EQ, NE, LT, LTE, GT, GTE, PREFIX -> List.of(field.parse(text));
            case NULL -> List.of(Field.parseBoolean(text));
            case IN -> ValueList.parse(text).stream().map(field::parse).toList();
        };
        if (values.size() > MAX_VALUES) {
            throw new InvalidValueException("must have at most %d values".formatted(MAX_VALUES));
        }
        return new Filter(field, operator, values);
    }

    /// A canonical text of the filters. Two lists have the same text exactly if they hold the same filters in any
    /// order.
    public static String canonical(List<Filter> filters) {
        return filters.stream().map(Filter::canonical).sorted().collect(Collectors.joining("\n"));
    }

    /// Prefixes each value with its length, so that a value that contains a comma cannot be mistaken for two values.
    private String canonical() {
        return values.stream()
                .map(value -> value.toString().length() + ":" + value)
                .collect(Collectors.joining(",", field.name() + " " + operator + " ", ""));
    }

    /// The first operand, which is the only one for every operator except [Operator#IN].
    public Object value() {
        return values.getFirst();
    }
}
