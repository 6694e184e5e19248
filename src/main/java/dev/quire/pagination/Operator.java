package dev.quire.pagination;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How a filter compares; written in brackets after the field, `price[gte]=10`, and left out for equality.
public enum Operator {
    /// Equal to the value.
    EQ,
    /// Anything but the value; an item without a value is something else, too.
    NE,
    LT,
    LTE,
    GT,
    GTE,
    /// Equal to one of the values.
    IN,
    /// Whether the item lacks a value: `true` or `false`.
    NULL,
    /// Begins with the value; for text only.
    PREFIX;

    /// The operator that clients write so in brackets, if there is one; equality stands without.
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
