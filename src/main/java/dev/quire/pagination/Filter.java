package dev.quire.pagination;

import java.util.List;
import java.util.stream.Collectors;

/// A condition that every item of the answer meets.
///
/// @param values the operands, of the field's type: one, or one and more for [Operator#IN]; a [Boolean] for
///     [Operator#NULL]
public record Filter(Field field, Operator operator, List<Object> values) {

    static final int MAX_VALUES = 100;

    public Filter {
        values = List.copyOf(values);
    }

    public static Filter equal(Field field, Object value) {
        return new Filter(field, Operator.EQ, List.of(value));
    }

    /// Reads the operand or operands from what a client wrote.
    ///
    /// @throws InvalidValueException if the text is no operand of this field and operator
    public static Filter parse(Field field, Operator operator, String text) {
        List<Object> values = switch (operator) {
            case EQ, NE, LT, LTE, GT, GTE, PREFIX -> List.of(field.parse(text));
            case NULL -> List.of(Field.parseBoolean(text));
            case IN -> ValueList.parse(text).stream().map(field::parse).toList();
        };
        if (values.size() > MAX_VALUES) {
            throw new InvalidValueException("takes at most %d values".formatted(MAX_VALUES));
        }
        return new Filter(field, operator, values);
    }

    /// These filters as text: the same for any order of them, and another for other filters.
    public static String canonical(List<Filter> filters) {
        return filters.stream().map(Filter::canonical).sorted().collect(Collectors.joining("\n"));
    }

    /// Lengths keep two values apart from one that reads like both.
    private String canonical() {
        return values.stream()
                .map(value -> value.toString().length() + ":" + value)
                .collect(Collectors.joining(",", field.name() + " " + operator + " ", ""));
    }

    /// The only operand.
    public Object value() {
        return values.getFirst();
    }
}
