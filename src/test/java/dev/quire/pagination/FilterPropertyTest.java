package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class FilterPropertyTest {

    private static final Field NAME = new Field("name", "name", String.class, true);
    private static final Field SIZE = new Field("size", "size", Integer.class, true);

    @Property
    void anyListOfTextsIsParsedIfOnlyNecessaryQuotesAreUsed(@ForAll("lists") List<String> values) {
        var text = values.stream().map(FilterPropertyTest::asNeeded).collect(Collectors.joining(","));
        assertEquals(values, Filter.parse(NAME, Operator.IN, text).values());
    }

    @Property
    void anyListOfTextsIsParsedIfAllAreQuoted(@ForAll("lists") List<String> values) {
        var text = values.stream().map(FilterPropertyTest::quoted).collect(Collectors.joining(","));
        assertEquals(values, Filter.parse(NAME, Operator.IN, text).values());
    }

    @Property
    void aListOfNumbersIsParsedWithoutQuotes(@ForAll @Size(min = 1, max = Filter.MAX_VALUES) List<Integer> values) {
        var text = values.stream().map(String::valueOf).collect(Collectors.joining(","));
        assertEquals(values, Filter.parse(SIZE, Operator.IN, text).values());
    }

    @Property
    void aListWithTooManyValuesIsRefused(@ForAll @IntRange(min = Filter.MAX_VALUES + 1, max = 1000) int length) {
        var text = String.join(",", Collections.nCopies(length, "7"));
        assertThrows(InvalidValueException.class, () -> Filter.parse(SIZE, Operator.IN, text));
    }

    @Property(tries = 20)
    void aQuotedValueMayBeLong(@ForAll @IntRange(min = 1, max = 100_000) int length) {
        var value = "\",".repeat(length);
        assertEquals(
                List.of(value), Filter.parse(NAME, Operator.IN, quoted(value)).values());
    }

    @Property
    void anyTextIsParsedOrRefusedAsAnInvalidValue(@ForAll("texts") String text, @ForAll Operator operator) {
        for (var field : List.of(NAME, SIZE)) {
            try {
                assertTrue(!Filter.parse(field, operator, text).values().isEmpty());
            } catch (InvalidValueException refused) {
                assertTrue(field.equals(SIZE) || operator == Operator.IN || operator == Operator.NULL);
            }
        }
    }

    private static String asNeeded(String value) {
        return value.contains(",") || value.contains("\"") ? quoted(value) : value;
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
