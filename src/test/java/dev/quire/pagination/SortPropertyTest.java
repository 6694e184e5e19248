package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
final class SortPropertyTest {

    @Property
    void theTextOfASortParsesToTheSameSort(@ForAll Sort sort) {
        assertEquals(sort, Sort.parse(sort.toString()));
    }

    @Property
    void theTextOfASortKeyParsesToTheSameKey(@ForAll SortKey key) {
        assertEquals(key, SortKey.parse(key.toString()));
    }

    @Property
    void theDefaultPlaceOfNullsMayBeWrittenOrOmitted(@ForAll("names") String field) {
        assertEquals(SortKey.parse(field), SortKey.parse(field + ".nullslast"));
        assertEquals(SortKey.parse("-" + field), SortKey.parse("-" + field + ".nullsfirst"));
    }

    @Property
    void anyTextIsParsedOrRefusedAsAnInvalidValue(@ForAll("sortLikeTexts") String text) {
        Sort sort;
        try {
            sort = Sort.parse(text);
        } catch (InvalidValueException refused) {
            return;
        }
        assertEquals(sort, Sort.parse(sort.toString()));
    }

    @Property
    void aSortWithADuplicateFieldIsRefused(@ForAll Sort sort, @ForAll Direction direction) {
        var twice = sort + "," + SortKey.of(sort.keys().getFirst().field(), direction);
        assertThrows(InvalidValueException.class, () -> Sort.parse(twice));
    }

    @Property
    void reversingTwiceChangesNothing(@ForAll Sort sort) {
        assertEquals(sort, sort.reversed().reversed());
    }

    @Property
    void aReversedSortGivesTheReverseOrder(@ForAll Sort sort, @ForAll("rows") List<Row> rows) {
        var total = sort.withTieBreaker("id");
        var forwards = rows.stream().sorted(order(total)).toList();
        var backwards = rows.stream().sorted(order(total.reversed())).toList();
        assertEquals(forwards.reversed(), backwards);
    }

    @Property
    void theTieBreakerLeavesNoTies(@ForAll Sort sort, @ForAll("rows") List<Row> rows) {
        var total = order(sort.withTieBreaker("id"));
        for (var one : rows) {
            for (var other : rows) {
                assertEquals(one.equals(other), total.compare(one, other) == 0);
            }
        }
    }

    @Property
    void theTieBreakerDecidesOnlyTies(@ForAll Sort sort, @ForAll("rows") List<Row> rows) {
        var total = order(sort.withTieBreaker("id"));
        for (var one : rows) {
            for (var other : rows) {
                int decided = order(sort).compare(one, other);
                assertEquals(decided, decided == 0 ? 0 : total.compare(one, other));
            }
        }
    }

    @Property
    void theTieBreakerHasTheDirectionOfTheLastKey(@ForAll Sort sort) {
        var total = sort.withTieBreaker("tie");
        assertNotEquals(sort, total);
        assertEquals(
                SortKey.of("tie", sort.keys().getLast().direction()),
                total.keys().getLast());
        assertSame(total, total.withTieBreaker("tie"));
    }

    @Property
    void reversingAndAddingTheTieBreakerCommute(@ForAll Sort sort) {
        assertEquals(sort.withTieBreaker("id").reversed(), sort.reversed().withTieBreaker("id"));
    }

    /// An item. All values except the key may be missing, which stands for null.
    record Row(Map<String, Integer> values) {

        @Nullable
        Integer value(String field) {
            return values.get(field);
        }
    }

    /// The test oracle: the order of a sort, implemented independently from the rules of PostgreSQL.
    private static Comparator<Row> order(Sort sort) {
        return sort.keys().stream()
                .map(SortPropertyTest::order)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<Row> order(SortKey key) {
        Comparator<Integer> values =
                key.direction() == Direction.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return Comparator.comparing(
                row -> row.value(key.field()),
                key.nulls() == Nulls.FIRST ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
    }

    /// Rows with distinct keys and few distinct other values, so that ties are frequent. A negative value means null.
    @Provide
    Arbitrary<List<Row>> rows() {
        return Arbitraries.integers()
                .between(-1, 2)
                .list()
                .ofSize(Samples.FIELDS.size())
                .list()
                .ofMaxSize(12)
                .map(table -> IntStream.range(0, table.size())
                        .mapToObj(id -> row(id, table.get(id)))
                        .toList());
    }

    private static Row row(int id, List<Integer> values) {
        var row = new HashMap<String, Integer>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) >= 0) {
                row.put(Samples.FIELDS.get(i), values.get(i));
            }
        }
        row.put("id", id);
        return new Row(row);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(Samples.FIELDS);
    }

    @Provide
    Arbitrary<String> sortLikeTexts() {
        var pieces = Stream.of("-", ",", ".", "nullsfirst", ".nullslast", "_", " ", "id", "name", "Name", "7", "");
        return Arbitraries.frequencyOf(
                Tuple.of(1, Samples.texts("-,._")),
                Tuple.of(3, Arbitraries.of(pieces.toList()).list().ofMaxSize(8).map(list -> String.join("", list))));
    }
}
