package dev.quire.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Sort;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

final class DeclarationPropertyTest {

    record Thing(Long id, @Nullable String name, @Nullable Integer size) {}

    @Property
    void exactlyTheDeclaredOrdersAndTheirReversesAreServed(@ForAll("orders") List<String> orders, @ForAll int salt) {
        var declaration = declaration(orders);
        for (var asked : asked(orders, salt)) {
            assertEquals(oracle(orders, asked), declaration.serves(Sort.parse(asked)), asked);
        }
    }

    @Property
    void everySortThatIsListedIsServed(@ForAll("orders") List<String> orders) {
        var declaration = declaration(orders);
        declaration.sortNames().forEach(name -> assertTrue(declaration.serves(Sort.parse(name)), name));
        assertTrue(declaration.serves(declaration.defaultSort()));
    }

    @Property
    void aServedSortIsServedBackwardsToo(@ForAll("orders") List<String> orders, @ForAll("sorts") String asked) {
        var sort = Sort.parse(asked);
        assertEquals(declaration(orders).serves(sort), declaration(orders).serves(sort.reversed()));
    }

    @Property
    void anOrderByAFieldThatTheViewLacksIsRefusedAtOnce(@ForAll("orders") List<String> orders) {
        var strange = orders.getFirst() + ",colour";
        assertThrows(IllegalArgumentException.class, () -> declaration(List.of(strange)));
    }

    @Example
    void aFieldWhoseValuesNoCursorCanCarryIsNeitherSortedNorFilteredBy() {
        record Scale(Long id, Duration weight) {}
        var scales = Declaration.of("scales", Scale.class, "Scales.");
        for (Executable use :
                List.<Executable>of(() -> scales.orders("id", "-weight"), () -> scales.filters("weight"))) {
            var refused = assertThrows(IllegalArgumentException.class, use);
            assertTrue(refused.getMessage().contains("'weight'"), refused.getMessage());
        }
    }

    @Example
    void theKeyCanAlwaysBeFilteredBy() {
        var things = Declaration.of("things", Thing.class, "Things.");
        assertEquals(List.of(things.key()), things.filters());
        var names = things.filters("name", "id").filters().stream().map(Field::name);
        assertEquals(List.of("id", "name"), names.toList());
    }

    private static Declaration declaration(List<String> orders) {
        return Declaration.of("things", Thing.class, "Things.").orders(orders.toArray(String[]::new));
    }

    /// The declared sorts and variations of each that a client might send. Most of them are not supported.
    private static List<String> asked(List<String> orders, int salt) {
        return orders.stream()
                .flatMap(order -> Stream.of(
                        order,
                        flipped(order),
                        total(order),
                        flipped(total(order)),
                        total(flipped(order)),
                        key(salt) + without(order, key(salt)),
                        flipped(order.replaceFirst(",.*", "")) + order.replaceFirst("^[^,]*", ""),
                        order.replaceFirst("\\.nulls(first|last)", ""),
                        key(salt)))
                .toList();
    }

    private static String key(int salt) {
        return (salt % 2 == 0 ? "-" : "") + List.of("id", "name", "size").get(Math.floorMod(salt / 2, 3));
    }

    private static String without(String order, String key) {
        return Stream.of(order.split(",", -1))
                .filter(other -> !field(other).equals(field(key)))
                .map(other -> "," + other)
                .collect(Collectors.joining());
    }

    /// The test oracle, which compares texts: a sort is supported if its keys up to the tie-breaker equal those of a
    /// declared sort, either all as declared or all reversed.
    private static boolean oracle(List<String> orders, String asked) {
        return orders.stream()
                .map(DeclarationPropertyTest::total)
                .flatMap(order -> Stream.of(order, flipped(order)))
                .anyMatch(order -> canonical(order).equals(canonical(total(asked))));
    }

    private static String total(String order) {
        var keys = List.of(order.split(",", -1));
        return keys.stream().anyMatch(key -> field(key).equals("id"))
                ? order
                : order + (keys.getLast().startsWith("-") ? ",-id" : ",id");
    }

    private static String field(String key) {
        return key.replaceAll("^-|\\..*", "");
    }

    private static String flipped(String order) {
        return Stream.of(order.split(",", -1))
                .map(key -> key.startsWith("-") ? key.substring(1) : "-" + key)
                .map(key -> key.endsWith("first") ? key.replace("first", "last") : key.replace("last", "first"))
                .collect(Collectors.joining(","));
    }

    private static String canonical(String order) {
        return Stream.of(order.split(",", -1))
                .map(key -> key.replace(key.startsWith("-") ? ".nullsfirst" : ".nullslast", ""))
                .collect(Collectors.joining(","));
    }

    @Provide
    Arbitrary<List<String>> orders() {
        return sorts().list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> sorts() {
        return Combinators.combine(
                        Arbitraries.of("", "-"),
                        Arbitraries.of("id", "name", "size"),
                        Arbitraries.of("", ".nullsfirst", ".nullslast"))
                .as((sign, field, nulls) -> sign + field + nulls)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements(DeclarationPropertyTest::field)
                .map(keys -> String.join(",", keys));
    }
}
