package dev.quire.pagination;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The comparison of a filter. Clients write it in brackets after the field, `price[gte]=10`, or omit it for equality.
public enum Operator {
    /// Equal to the value.
    EQ,
    /// Not equal to the value. Unlike `<>` in SQL, it also matches items whose value is null.
    NE,
    LT,
    LTE,
    GT,
    GTE,
    /// Equal to one of the values.
    IN,
    /// Null if the operand is `true`, not null if it is `false`.
    NULL,
    /// Begins with the value. For text fields only.
    PREFIX;

    /// The operator with this name in brackets; empty if there is none. [#EQ] has no such name.
    public static Optional<Operator> named(String name) {
        return Stream.of(values())
                .filter(operator -> operator != EQ && operator.toString().equals(name))
                .findFirst();
    }

    public boolean supports(Field field) {
        return switch (this) {
            case EQ, NE, IN -> true;
            case LT, LTE, GT, GTE -> !field.type().isEnum() && field.type() != Boolean.class;
            case NULL -> field.nullable();
            case PREFIX -> field.type() == String.class;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
