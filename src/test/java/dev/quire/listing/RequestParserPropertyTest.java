package dev.quire.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.cursor.CursorKey;
import dev.quire.http.QueryString;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Samples;
import dev.quire.pagination.Sort;
import dev.quire.problem.ProblemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

final class RequestParserPropertyTest {

    static final CursorKey KEY = CursorKey.parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    static final CursorCodec CODEC = new CursorCodec(() -> List.of(KEY), Duration.ofDays(1), Clock.systemUTC());

    enum Colour {
        RED,
        GREEN
    }

    record Thing(
            Long id,
            Integer size,
            @Nullable String name,
            BigDecimal price,
            Boolean active,
            Instant createdAt,
            Colour colour) {}

    private static final Declaration THINGS = Declaration.of("things", Thing.class, "Things.")
            .orders("id", "name.nullsfirst", "-price,name", "created_at")
            .filters("size", "name", "price", "active", "created_at", "colour")
            .toOne("maker", "makers", "id")
            .toMany("parts", "parts", "thing_id");

    @Property
    void anyParametersAreReadOrRefusedAsAProblem(@ForAll("parameters") List<QueryString.Parameter> parameters) {
        ListRequest request;
        try {
            request = list(parameters);
        } catch (ProblemException refused) {
            return;
        }
        assertTrue(THINGS.serves(request.sort()));
        assertFalse(request.fields().isEmpty());
        assertTrue(THINGS.fields().containsAll(request.fields()));
        assertTrue(THINGS.relations().containsAll(request.relations()));
        request.filters().forEach(filter -> assertTrue(THINGS.filters().contains(filter.field())));
    }

    @Property
    void anyParametersOfAnItemAreReadOrRefusedAsAProblem(@ForAll("parameters") List<QueryString.Parameter> parameters) {
        try {
            var request = new RequestParser(THINGS, new QueryString(parameters)).item();
            assertTrue(THINGS.fields().containsAll(request.fields()));
            assertTrue(THINGS.relations().containsAll(request.relations()));
        } catch (ProblemException refused) {
            assertFalse(parameters.isEmpty());
        }
    }

    @Property
    void aParameterThatIsGivenTwiceIsRefused(@ForAll("parameters") List<QueryString.Parameter> parameters) {
        var twice = new ArrayList<>(parameters);
        twice.addAll(parameters);
        if (!parameters.isEmpty()) {
            assertThrows(ProblemException.class, () -> list(twice));
        }
    }

    @Property
    void anyPlaceWithinTheBoundsIsReadBack(
            @ForAll @LongRange(min = 1, max = PageRequest.MAX_POSITION) long position,
            @ForAll @LongRange(min = 1) long size) {
        var served = (int) Math.min(size, PageRequest.MAX_SIZE);
        assertEquals(
                new PageRequest.ByPage(position, served),
                list(List.of(parameter("page", position), parameter("per_page", size)))
                        .place());
        assertEquals(
                new PageRequest.ByOffset(position, served),
                list(List.of(parameter("limit", size), parameter("offset", position)))
                        .place());
    }

    @Property
    void aPlaceBeyondTheBoundsIsRefusedAndASizeBeyondThemIsCapped(@ForAll("huge") BigInteger huge) {
        for (var name : List.of("page", "offset")) {
            assertThrows(ProblemException.class, () -> list(List.of(parameter(name, huge))));
        }
        for (var name : List.of("per_page", "limit")) {
            assertEquals(
                    PageRequest.MAX_SIZE,
                    list(List.of(parameter(name, huge))).place().size());
        }
    }

    @Property
    void parametersOfTwoModesAreRefused(@ForAll("ofPageMode") String one, @ForAll("ofOffsetMode") String other) {
        assertThrows(ProblemException.class, () -> list(List.of(parameter(one, 3), parameter(other, 3))));
    }

    @Property
    void everyListedSortIsRead(@ForAll("sorts") String sort) {
        assertEquals(Sort.parse(sort), list(List.of(parameter("sort", sort))).sort());
    }

    private static ListRequest list(List<QueryString.Parameter> parameters) {
        return new RequestParser(THINGS, new QueryString(parameters)).list(CODEC, List.of());
    }

    private static QueryString.Parameter parameter(String name, Object value) {
        return new QueryString.Parameter(name, value.toString());
    }

    @Provide
    Arbitrary<BigInteger> huge() {
        return Arbitraries.bigIntegers()
                .between(BigInteger.valueOf(PageRequest.MAX_POSITION + 1), BigInteger.TEN.pow(40));
    }

    @Provide
    Arbitrary<String> ofPageMode() {
        return Arbitraries.of("page", "per_page");
    }

    @Provide
    Arbitrary<String> ofOffsetMode() {
        return Arbitraries.of("offset", "limit");
    }

    @Provide
    Arbitrary<String> sorts() {
        return Arbitraries.of(THINGS.sortNames());
    }

    @Provide
    Arbitrary<List<QueryString.Parameter>> parameters() {
        var fields = Arbitraries.of("size", "name", "price", "active", "created_at", "colour", "id", "weight");
        var operators =
                Arbitraries.of("", "[in]", "[null]", "[prefix]", "[gte]", "[ne]", "[EQ]", "[]", "[", "[in][in]");
        var names = Arbitraries.oneOf(
                Arbitraries.of("page", "per_page", "offset", "limit", "sort", "fields", "count", "embed", "cursor"),
                Combinators.combine(fields, operators).as(String::concat),
                Samples.texts("[]"));
        var values = Arbitraries.oneOf(
                Arbitraries.of("", "0", "1", "-1", "1.5", "99999999999999999999", "exact", "none", "id", "-price,name"),
                Arbitraries.of(
                        "id,name",
                        ",",
                        "maker",
                        "parts,maker",
                        "maker,maker",
                        "true",
                        "red",
                        "\"a,b\",c",
                        "\"",
                        "2011-12-09",
                        "2011-12-09T12:50:00Z"),
                Samples.texts(",\"-.%$"));
        return Combinators.combine(names, values)
                .as(QueryString.Parameter::new)
                .list()
                .ofMaxSize(4);
    }
}
