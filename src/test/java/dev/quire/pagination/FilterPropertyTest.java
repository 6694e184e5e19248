package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class FilterPropertyTest {

    private static final Field NAME = new Field("name", "name", String.class, true);
    private static final Field SIZE = new Field("size", "size", Integer.class, true);
    private static final Field PRICE = new Field("price", "price", BigDecimal.class, true);
    private static final Field RATIO = new Field("ratio", "ratio", Double.class, true);
    private static final Field TIME = new Field("time", "time", Instant.class, true);

    @Property
    void anyListOfTextsIsParsedIfOnlyNecessaryQuotesAreUsed(@ForAll("lists") List<String> values) {
        var text = values.stream().map(FilterPropertyTest::asNeeded).collect(Collectors.joining(","));
        assertEquals(Set.copyOf(values), operands(NAME, text));
    }

    @Property
    void anyListOfTextsIsParsedIfAllAreQuoted(@ForAll("lists") List<String> values) {
        var text = values.stream().map(FilterPropertyTest::quoted).collect(Collectors.joining(","));
        assertEquals(Set.copyOf(values), operands(NAME, text));
    }

    @Property
    void aListOfNumbersIsParsedWithoutQuotes(@ForAll @Size(min = 1, max = Filter.MAX_VALUES) List<Integer> values) {
        var text = values.stream().map(String::valueOf).collect(Collectors.joining(","));
        assertEquals(Set.copyOf(values), operands(SIZE, text));
    }

    @Property
    void aListWithTooManyValuesIsRefused(@ForAll @IntRange(min = Filter.MAX_VALUES + 1, max = 1000) int length) {
        var text = String.join(",", Collections.nCopies(length, "7"));
        assertThrows(InvalidValueException.class, () -> Filter.parse(SIZE, Operator.IN, text));
    }

    @Property(tries = 20)
    void aQuotedValueMayBeLong(@ForAll @IntRange(min = 1, max = 100_000) int length) {
        var value = "\",".repeat(length);
        assertEquals(Set.of(value), operands(NAME, quoted(value)));
    }

    @Property
    void anyTextIsParsedOrRefusedAsAnInvalidValue(@ForAll("texts") String text, @ForAll Operator operator) {
        for (var field : List.of(NAME, SIZE)) {
            try {
                assertTrue(!one(field, operator, text).values().isEmpty());
            } catch (InvalidValueException refused) {
                assertTrue(field.equals(SIZE) || operator == Operator.IN || operator == Operator.NULL);
            }
        }
    }

    @Property
    void blanksAroundTheValuesOfAListAreIgnored(
            @ForAll("lists") List<String> values,
            @ForAll @IntRange(max = 3) int before,
            @ForAll @IntRange(max = 3) int after) {
        var text = values.stream()
                .map(value -> " ".repeat(before) + asNeeded(value) + " ".repeat(after))
                .collect(Collectors.joining(","));
        assertEquals(Set.copyOf(values), operands(NAME, text));
    }

    @Property
    void theOrderAndTheRepetitionOfOperandsDoNotMatter(@ForAll("lists") List<String> values, @ForAll Random random) {
        var other = new ArrayList<>(values);
        other.addAll(values);
        Collections.shuffle(other, random);
        assertEquals(one(NAME, Operator.IN, quoted(values)), one(NAME, Operator.IN, quoted(other)));
        assertEquals(
                one(NAME, Operator.IN, quoted(values)).canonical(),
                one(NAME, Operator.IN, quoted(other)).canonical());
    }

    @Example
    void equalValuesMakeEqualFiltersHoweverTheyAreWritten() {
        for (var texts : List.of(
                List.of("10", "10.00", "1e1", "1E+1", "010", "10."),
                List.of("0", "-0", "0.000", "0e9"),
                List.of(".5", "0.50", "5e-1"))) {
            for (var field : List.of(PRICE, RATIO)) {
                for (var text : texts) {
                    var filter = one(field, Operator.GTE, text);
                    assertEquals(one(field, Operator.GTE, texts.getFirst()), filter);
                    assertEquals(one(field, Operator.GTE, texts.getFirst()).canonical(), filter.canonical());
                }
            }
        }
        assertEquals(one(NAME, Operator.EQ, "a"), one(NAME, Operator.IN, "a,a"));
    }

    @Example
    void aDateAloneIsItsWholeDay() {
        Map<String, List<String>> meanings = Map.of(
                "eq", List.of("gte 2011-12-09T00:00Z", "lt 2011-12-10T00:00Z"),
                "lt", List.of("lt 2011-12-09T00:00Z"),
                "lte", List.of("lt 2011-12-10T00:00Z"),
                "gt", List.of("gte 2011-12-10T00:00Z"),
                "gte", List.of("gte 2011-12-09T00:00Z"));
        meanings.forEach((operator, meaning) -> {
            var expected = meaning.stream()
                    .map(part -> part.split(" "))
                    .map(part -> one(TIME, Operator.valueOf(part[0].toUpperCase(Locale.ROOT)), part[1]))
                    .toList();
            assertEquals(
                    expected, Filter.parse(TIME, Operator.valueOf(operator.toUpperCase(Locale.ROOT)), "2011-12-09"));
        });
        for (var operator : List.of(Operator.NE, Operator.IN)) {
            assertThrows(InvalidValueException.class, () -> Filter.parse(TIME, operator, "2011-12-09"));
        }
        assertThrows(InvalidValueException.class, () -> Filter.parse(TIME, Operator.EQ, "2011-02-29"));
    }

    @Example
    void theDayAfterTheLastOneIsInfinitelyFar() {
        assertEquals(List.of(one(TIME, Operator.LT, "infinity")), Filter.parse(TIME, Operator.LTE, "+294276-12-31"));
        assertEquals(List.of(one(TIME, Operator.GTE, "-infinity")), Filter.parse(TIME, Operator.GTE, "-9000-01-01"));
    }

    private static Filter one(Field field, Operator operator, String text) {
        var filters = Filter.parse(field, operator, text);
        assertEquals(1, filters.size());
        return filters.getFirst();
    }

    private static Set<Object> operands(Field field, String list) {
        return Set.copyOf(one(field, Operator.IN, list).values());
    }

    private static String quoted(List<String> values) {
        return values.stream().map(FilterPropertyTest::quoted).collect(Collectors.joining(","));
    }

    private static String asNeeded(String value) {
        return value.contains(",") || value.contains("\"") || !value.equals(value.strip()) ? quoted(value) : value;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return texts().list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Samples.texts(",\"\n"), Arbitraries.strings().withChars(",\"a7").ofMaxLength(8));
    }
}
