package dev.quire.pagination;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A condition that every returned item meets.
///
/// Filters with the same meaning are equal and have the same [#canonical()] text, however a client wrote them: `10` and
/// `10.00`, the operands of [Operator#IN] in any order, and a single operand of it or equality.
///
/// @param values the operands, of the field's type: exactly one, or at least two for [Operator#IN]. For [Operator#NULL]
///     a [Boolean], whatever the field's type
public record Filter(Field field, Operator operator, List<Object> values) {

    static final int MAX_VALUES = 100;

    public Filter {
        values = values.stream()
                .map(Filter::representative)
                .distinct()
                .sorted(Comparator.comparing(Object::toString))
                .toList();
        if (operator == Operator.IN && values.size() == 1) {
            operator = Operator.EQ;
        }
    }

    /// The representative of all values that PostgreSQL regards as equal.
    private static Object representative(Object value) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros();
            case Double number when number == 0 -> 0.0; // There is a negative zero, too.
            case Float number when number == 0 -> 0.0f;
            default -> value;
        };
    }

    public static Filter equal(Field field, Object value) {
        return new Filter(field, Operator.EQ, List.of(value));
    }

    /// Parses the operand or operands from a client's text.
    ///
    /// For a field of times, a date alone stands for the whole day in UTC: `=` matches its times, `lte` also those
    /// before and `gt` those after the day.
    ///
    /// @return one filter, or two that bound a day
    /// @throws InvalidValueException if the text is not a valid operand for this field and operator
    public static List<Filter> parse(Field field, Operator operator, String text) {
        if (field.type() == Instant.class && operator != Operator.NULL) {
            var day = Times.date(text);
            if (day.isPresent()) {
                return ofDay(field, operator, day.get());
            }
        }
        var values = switch (operator) {
            case EQ, NE, LT, LTE, GT, GTE, PREFIX -> List.of(field.parse(text));
            case NULL -> List.<Object>of(Field.parseBoolean(text));
            case IN -> ValueList.parse(text).stream().map(field::parse).toList();
        };
        if (values.size() > MAX_VALUES) {
            throw new InvalidValueException("must have at most %d values".formatted(MAX_VALUES));
        }
        return List.of(new Filter(field, operator, values));
    }

    private static List<Filter> ofDay(Field field, Operator operator, LocalDate day) {
        List<Object> start = List.of(Times.startOf(day));
        List<Object> end = List.of(Times.startOf(day.plusDays(1)));
        return switch (operator) {
            case EQ -> List.of(new Filter(field, Operator.GTE, start), new Filter(field, Operator.LT, end));
            case LT -> List.of(new Filter(field, Operator.LT, start));
            case LTE -> List.of(new Filter(field, Operator.LT, end));
            case GT -> List.of(new Filter(field, Operator.GTE, end));
            case GTE -> List.of(new Filter(field, Operator.GTE, start));
            case NE, IN, NULL, PREFIX ->
                throw new InvalidValueException(
                        "must be a time such as 2011-12-09T12:50:00Z; a date alone, which stands"
                                + " for a whole day, can be used with `=`, `[lt]`, `[lte]`, `[gt]` and `[gte]`");
        };
    }

    /// A canonical text of the filters. Two lists have the same text exactly if they hold the same filters in any
    /// order. Use it wherever equal filters have to agree, such as in cursors and cache keys.
    public static String canonical(List<Filter> filters) {
        return filters.stream().map(Filter::canonical).distinct().sorted().collect(Collectors.joining("\n"));
    }

    /// A canonical text. Each value follows its length, so that a value that contains a comma is not mistaken for two.
    public String canonical() {
        return values.stream()
                .map(value -> value.toString().length() + ":" + value)
                .collect(Collectors.joining(",", field.name() + " " + operator + " ", ""));
    }

    /// The first operand, which is the only one for every operator except [Operator#IN].
    public Object value() {
        return values.getFirst();
    }
}
