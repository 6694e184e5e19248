package dev.quire.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class CostPropertyTest {

    private static final long MAX_COST = Cost.MAX;

    @Property
    void everyRequestHasACostWithinTheBounds(
            @ForAll @AlphaChars @StringLength(max = 10) String method,
            @ForAll @StringLength(max = 60) String path,
            @ForAll
                    @AlphaChars
                    @CharRange(from = '0', to = '9')
                    @Chars({'%', '&', '=', '+', '[', ']', '_'})
                    @StringLength(max = 200)
                    String query) {
        var cost = Cost.of(method, path, query);
        assertTrue(cost >= 1 && cost <= MAX_COST, () -> Long.toString(cost));
    }

    @Property
    void aLargerRequestNeverCostsLess(
            @ForAll @IntRange(min = 1, max = 1000) int size,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long page) {
        assertTrue(list(size, page) <= list(size + 1, page));
        assertTrue(list(size, page) <= list(size, page + 1));
        assertTrue(list(size, page) <= Cost.of("GET", "/api/items", query(size, page) + "&count=exact"));
    }

    @Property
    void percentEncodingDoesNotChangeTheCost(
            @ForAll @IntRange(min = 1, max = 100) int size, @ForAll @LongRange(min = 1, max = 1_000_000) long page) {
        var escaped = new StringBuilder();
        for (var letter : query(size, page).toCharArray()) {
            escaped.append(
                    letter == '=' || letter == '&' ? Character.toString(letter) : "%%%02x".formatted((int) letter));
        }
        assertEquals(list(size, page), Cost.of("GET", "/api/items", escaped.toString()));
    }

    private static long list(int size, long page) {
        return Cost.of("GET", "/api/items", query(size, page));
    }

    private static String query(int size, long page) {
        return "per_page=" + size + "&page=" + page;
    }
}
