package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

final class FieldPropertyTest {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    enum Colour {
        RED,
        DARK_GREEN
    }

    record Thing(
            Long id,
            int size,
            String name,
            @Nullable BigDecimal price,
            double ratio,
            boolean active,
            Instant createdAt,
            LocalDate madeOn,
            UUID serial,
            Colour mainColour) {}

    private static final List<Field> FIELDS =
            Arrays.stream(Thing.class.getRecordComponents()).map(Field::of).toList();

    @Property
    void everyLongIsParsed(@ForAll long value) {
        assertEquals(value, field("id").parse(Long.toString(value)));
    }

    @Property
    void everyDateIsParsed(@ForAll LocalDate value) {
        assertEquals(value, field("made_on").parse(value.toString()));
    }

    @Property
    void everyUuidIsParsedInEitherCase(@ForAll long high, @ForAll long low) {
        var value = new UUID(high, low);
        assertEquals(value, field("serial").parse(value.toString()));
        assertEquals(value, field("serial").parse(value.toString().toUpperCase(Locale.ROOT)));
        assertThrows(
                InvalidValueException.class,
                () -> field("serial").parse(value.toString().substring(1)));
    }

    @Property
    void everyIntegerIsParsed(@ForAll int value) {
        assertEquals(value, field("size").parse(Integer.toString(value)));
    }

    @Property
    void aNumberOutsideTheRangeOfItsTypeIsRefused(@ForAll("beyondLong") BigInteger value) {
        assertThrows(InvalidValueException.class, () -> field("id").parse(value.toString()));
        assertThrows(InvalidValueException.class, () -> field("size").parse(value.toString()));
        assertThrows(
                InvalidValueException.class, () -> field("size").parse(Long.toString((long) Integer.MIN_VALUE - 1)));
    }

    @Property
    void everyTextIsParsedUnchanged(@ForAll String text) {
        assertEquals(text, field("name").parse(text));
    }

    @Property
    void everyDecimalIsParsedWithItsScale(@ForAll("decimals") BigDecimal value) {
        assertEquals(value, field("price").parse(value.toPlainString()));
    }

    @Property
    void everyTimeInMicrosecondsIsParsed(@ForAll("times") Instant time) {
        assertEquals(time, field("created_at").parse(time.toString()));
    }

    @Property
    void aTimeMayBeWrittenInAnyZone(
            @ForAll("times") Instant time, @ForAll @IntRange(min = -1080, max = 1080) int minutes) {
        var zone = ZoneOffset.ofTotalSeconds(minutes * 60);
        assertEquals(time, field("created_at").parse(time.atOffset(zone).toString()));
    }

    @Property
    void aTimeIsShownWithSixDigitsAndParsedFromThat(@ForAll("times") Instant time) {
        var text = Times.text(time);
        assertTrue(text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z"), text);
        assertEquals(time, Instant.parse(text));
        assertEquals(time, field("created_at").parse(text));
    }

    @Property
    void theOrderOfTheTextsIsThatOfTheTimes(@ForAll("times") Instant one, @ForAll("times") Instant other) {
        assertEquals(
                Integer.signum(one.compareTo(other)),
                Integer.signum(Times.text(one).compareTo(Times.text(other))));
    }

    @Example
    void timesOfAllYearsThatPostgresqlHasAreShownAndParsed() {
        for (var text : List.of(
                "infinity",
                "-infinity",
                "+294276-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00.000000Z",
                "0000-12-31T23:59:59.000001Z",
                "-0043-03-15T12:00:00.000000Z",
                "-4713-11-24T00:00:00.000000Z")) {
            assertEquals(text, Times.text((Instant) field("created_at").parse(text)));
        }
        for (var text : List.of("infinity", "-infinity", "+5874897-12-31", "0000-01-01", "-4713-11-24")) {
            assertEquals(text, Times.text((LocalDate) field("made_on").parse(text)));
        }
        for (var text : List.of("+294277-01-01T00:00:00Z", "-4713-11-23T23:59:59Z", "Infinity", "+infinity")) {
            assertThrows(InvalidValueException.class, () -> field("created_at").parse(text), text);
        }
        for (var text : List.of("+5874898-01-01", "-4713-11-23", "2011-02-29")) {
            assertThrows(InvalidValueException.class, () -> field("made_on").parse(text), text);
        }
    }

    @Example
    void aTimeMayBeWrittenInOtherWays() {
        for (var text : List.of(
                "2011-12-09T12:50:00+0000",
                "2011-12-09T12:50:00+00",
                "2011-12-09T12:50:00 00:00",
                "2011-12-09T12:50Z",
                "2011-12-09 12:50:00Z",
                "2011-12-09t12:50:00.0z",
                "2011-12-09T12:50:00.000000000Z",
                "2011-12-09T14:20:00+0130")) {
            assertEquals(
                    Instant.parse("2011-12-09T12:50:00Z"), field("created_at").parse(text), text);
        }
        for (var text : List.of("2011-12-09", "2011-12-09T12:50:00", "2011-12-09T24:00:00Z", "2011-12-09T12Z")) {
            assertThrows(InvalidValueException.class, () -> field("created_at").parse(text), text);
        }
    }

    @Example
    void aNumberMayBeWrittenWithAnExponentAndWithoutAWholePart() {
        for (var text : List.of("1e-9", "1E-9", "0.1e-8", ".000000001", "10e-10")) {
            assertEquals(
                    0,
                    new BigDecimal("0.000000001")
                            .compareTo((BigDecimal) field("price").parse(text)),
                    text);
            assertEquals(1e-9, field("ratio").parse(text), text);
        }
        for (var text : List.of(".", "", "e1", "1e", "1e1.5", "1e9999", "nan", "+Infinity", "-NaN")) {
            assertThrows(InvalidValueException.class, () -> field("price").parse(text), text);
        }
        assertThrows(InvalidValueException.class, () -> field("ratio").parse("1e999"));
        assertEquals(-0.0, field("ratio").parse("-0.0"));
    }

    @Example
    void numbersThatAreNotFiniteAreParsedAndOrderedAsInPostgresql() {
        var ascending = List.of(NonFinite.NEGATIVE_INFINITY, BigDecimal.ZERO, NonFinite.INFINITY, NonFinite.NAN);
        assertEquals(ascending, ascending.reversed().stream().sorted().toList());
        for (var text : List.of("NaN", "Infinity", "-Infinity")) {
            assertEquals(text, ((BigDecimal) field("price").parse(text)).toPlainString());
            assertEquals(Double.valueOf(text), field("ratio").parse(text));
        }
    }

    @Property
    void aTimeFinerThanAMicrosecondIsRefused(
            @ForAll("times") Instant time, @ForAll @IntRange(min = 1, max = 999) int nanos) {
        var finer = time.plusNanos(nanos).toString();
        assertThrows(InvalidValueException.class, () -> field("created_at").parse(finer));
    }

    @Property
    void booleansAndConstantsAreParsed(@ForAll boolean value, @ForAll Colour colour) {
        assertEquals(value, field("active").parse(Boolean.toString(value)));
        assertEquals(colour, field("main_colour").parse(Field.constantName(colour)));
    }

    @Property
    void anyTextIsParsedOrRefusedAsAnInvalidValue(@ForAll("valueLikeTexts") String text) {
        for (var field : FIELDS) {
            Object value;
            try {
                value = field.parse(text);
            } catch (InvalidValueException refused) {
                continue;
            }
            assertInstanceOf(field.type(), value);
            assertEquals(Filter.equal(field, value), Filter.equal(field, field.parse(printed(value))));
        }
    }

    @Property
    void theClientNameOfAFieldMapsToItsAttribute(@ForAll("fields") Field field) {
        assertEquals(field.attribute(), Field.attribute(field.name()));
    }

    private static Field field(String name) {
        return FIELDS.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String printed(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal.toPlainString();
            case Enum<?> constant -> Field.constantName(constant);
            case Instant time -> Times.text(time);
            case LocalDate date -> Times.text(date);
            default -> value.toString();
        };
    }

    @Provide
    Arbitrary<Field> fields() {
        return Arbitraries.of(FIELDS);
    }

    @Provide
    Arbitrary<BigInteger> beyondLong() {
        var beyond = BigInteger.ONE.shiftLeft(Long.SIZE - 1);
        return Arbitraries.bigIntegers()
                .between(beyond, beyond.shiftLeft(64))
                .flatMap(
                        value -> Arbitraries.of(value, value.add(BigInteger.ONE).negate()));
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        var digits = Arbitraries.oneOf(
                Arbitraries.bigIntegers(),
                Arbitraries.of(BigInteger.ZERO, BigInteger.TEN.pow(100).subtract(BigInteger.ONE)));
        return Combinators.combine(digits, Arbitraries.integers().between(0, 100), Arbitraries.of(1, -1))
                .as((value, scale, sign) -> new BigDecimal(value.multiply(BigInteger.valueOf(sign)), scale));
    }

    @Provide
    Arbitrary<Instant> times() {
        var seconds = Arbitraries.longs().between(FIRST.getEpochSecond(), LAST.getEpochSecond());
        return Combinators.combine(seconds, Arbitraries.integers().between(0, 999_999))
                .as((second, micros) -> Instant.ofEpochSecond(second, micros * 1000L));
    }

    @Provide
    Arbitrary<String> valueLikeTexts() {
        var pieces =
                List.of("-", "+", "0", "7", "00", ".", "e", "E5", "T", "Z", ":", "2011-12-09", "12:50:00", "24", "\n");
        return Arbitraries.oneOf(
                Samples.texts("-+.:eETZ0123456789"),
                Arbitraries.strings()
                        .withCharRange('0', '9')
                        .withChars("-+.eE٣")
                        .ofMaxLength(220),
                Arbitraries.of(pieces).list().ofMaxSize(8).map(list -> String.join("", list)),
                times().map(time -> time.toString().replaceFirst("^0", "-")),
                Arbitraries.of(
                        "true",
                        "TRUE",
                        "red",
                        "RED",
                        "dark_green",
                        "darkgreen",
                        "",
                        "NaN",
                        "Infinity",
                        "infinity",
                        "-infinity"));
    }
}
