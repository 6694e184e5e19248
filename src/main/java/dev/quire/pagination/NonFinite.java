package dev.quire.pagination;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/// A value of a `numeric` column that is not a finite number: `NaN`, `Infinity` or `-Infinity`.
///
/// PostgreSQL stores these values in any numeric column, but [BigDecimal] cannot represent them. As a subclass, they
/// can be values of the same fields as all other numbers.
///
/// Each stands for a number beyond the range of PostgreSQL's `numeric`. Comparisons therefore follow PostgreSQL's
/// order, with `NaN` above everything. A result of arithmetic is outside the range too, so the database refuses it.
public final class NonFinite extends BigDecimal {

    private static final long serialVersionUID = 1L;

    /// PostgreSQL allows 131,072 digits before the decimal point.
    private static final int BEYOND = 200_000;

    public static final NonFinite NAN = new NonFinite("NaN", 2);
    public static final NonFinite INFINITY = new NonFinite("Infinity", 1);
    public static final NonFinite NEGATIVE_INFINITY = new NonFinite("-Infinity", -1);

    private final String text;

    private NonFinite(String text, long digit) {
        super(BigInteger.valueOf(digit), -BEYOND);
        this.text = text;
    }

    /// The value with this text; empty if the text is another one.
    public static Optional<NonFinite> named(String text) {
        return Stream.of(NAN, INFINITY, NEGATIVE_INFINITY)
                .filter(value -> value.text.equals(text))
                .findFirst();
    }

    @Override
    public BigDecimal stripTrailingZeros() {
        return this;
    }

    @Override
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    @Override
    public float floatValue() {
        return Float.parseFloat(text);
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public String toPlainString() {
        return text;
    }

    @Override
    public String toEngineeringString() {
        return text;
    }
}
