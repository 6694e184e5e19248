package dev.quire.listing;

import static dev.quire.listing.RequestParserPropertyTest.CODEC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.http.QueryString;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Sort;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The canonical text of a request, from which the key of its page in the cache is made.
final class ListRequestTest {

    record Thing(Long id, Integer size, @Nullable String name) {}

    private static final Declaration THINGS = Declaration.of("things", Thing.class, "Things.")
            .orders("id", "name.nullsfirst", "size")
            .filters("size", "name")
            .toOne("maker", "makers", "id")
            .toMany("parts", "parts", "thing_id");

    private static String canonical(String query) {
        return new RequestParser(THINGS, QueryString.parse(query))
                .list(CODEC, List.of())
                .canonical();
    }

    private static String cursor(CursorCodec codec, Cursor cursor) {
        return codec.encode(cursor, THINGS.cursorBinding(Sort.parse("name.nullsfirst"), List.of()))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " page=1 page=01 page=001 per_page=20 page=1&per_page=0020 sort=id count=auto fields=id,size,name"
                        + " count=auto&fields=id,size,name&page=1&per_page=20&sort=id",
                "per_page=100 per_page=101 per_page=500 per_page=99999999999999999999999",
                "limit=7 offset=0&limit=7 limit=007&offset=00",
                "size=1&name=a name=a&size=1 %6eame=%61&size=01",
                "name=a+b name=a%20b",
                "size[in]=1,2 size%5Bin%5D=1%2C2",
                "fields=id,name fields=id,name,id",
                "sort=-name.nullslast&page=3 page=3&sort=-name.nullslast"
            })
    void requestsWithTheSameMeaningHaveTheSameText(String queries) {
        var texts = Stream.of(queries.split(" ", -1))
                .map(ListRequestTest::canonical)
                .distinct()
                .toList();
        assertEquals(1, texts.size(), texts.toString());
    }

    @Test
    void requestsThatDifferInAnyPartHaveDifferentTexts() {
        var texts = new HashMap<String, String>();
        for (var query : List.of(
                "",
                "page=2",
                "page=2&per_page=2",
                "per_page=2",
                "limit=20",
                "limit=2",
                "limit=2&offset=2",
                "sort=-id",
                "sort=name.nullsfirst",
                "fields=id",
                "fields=id,name",
                "fields=name,id",
                "embed=maker",
                "embed=parts",
                "embed=maker,parts",
                "count=none",
                "count=exact",
                "numbers=strings",
                "size=1",
                "size[ne]=1",
                "size[in]=1,2",
                "size=11",
                "name=1",
                "name=a,b",
                "name[in]=a,b",
                "name[in]=\"1:a,1:b\"",
                "name=a%0aname+eq+1:b",
                "name[null]=true",
                "name=true")) {
            assertEquals(null, texts.put(canonical(query), query), query);
        }
    }

    @Test
    void aPlaceHasOneTextHoweverItsCursorIsSealed() {
        var after = new Cursor(new Keyset(List.of("a", 1L)), false);
        var one = cursor(CODEC, after);
        var later =
                new CursorCodec(() -> List.of(RequestParserPropertyTest.KEY), Duration.ofDays(2), Clock.systemUTC());
        var other = cursor(later, after);
        assertNotEquals(one, other);
        assertEquals(
                canonical("sort=name.nullsfirst&cursor=" + one),
                canonical("cursor=" + other + "&sort=name.nullsfirst"));
        var texts = Stream.of(
                        after,
                        new Cursor(after.keyset(), true),
                        new Cursor(new Keyset(List.of("a", 2L)), false),
                        new Cursor(new Keyset(List.of("a,1:1", 1L)), false),
                        new Cursor(new Keyset(List.of("null", 1L)), false),
                        new Cursor(new Keyset(Arrays.asList(null, 1L)), false))
                .map(cursor -> canonical("sort=name.nullsfirst&cursor=" + cursor(CODEC, cursor)))
                .distinct()
                .toList();
        assertEquals(6, texts.size(), texts.toString());
    }

    /// A new part of a request must be added to the canonical text, or the cache would serve a wrong page.
    @Test
    void everyPartOfARequestIsInTheText() {
        assertEquals(
                List.of("place", "sort", "fields", "relations", "filters", "count", "numbers"),
                Stream.of(ListRequest.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }
}
