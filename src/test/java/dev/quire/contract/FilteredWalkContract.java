package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.Thorough;
import dev.quire.pagination.Operator;
import dev.quire.pagination.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Tests that walking through pages by cursor, forwards and backwards, returns exactly the rows of the unpaged
/// query, in its order, for random filters, sorts and page sizes.
abstract class FilteredWalkContract extends CountContract {

    private static final int TRIES = Thorough.or(15, 40);
    private static final int STEPS = 8;
    private static final List<Integer> SIZES = List.of(1, 2, 3, 7, 10, 100);

    FilteredWalkContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    @Test
    void walkingPagesWithAnyFiltersSortAndSizeReturnsTheRowsOfTheUnpagedQuery() {
        var random = new Random(20111209); // The same walks in every run.
        var walked = 0;
        for (int i = 0; i < TRIES; i++) {
            var filters = filters(random, i % 3);
            var sort = pick(random, sorts().toList());
            walked += walk(filters, sort, pick(random, SIZES), random);
        }
        assertTrue(walked > TRIES, "only " + walked + " rows were seen");
    }

    /// Chooses up to `max` random filters.
    ///
    /// @return the query parameters, by their SQL conditions
    private Map<String, String> filters(Random random, int max) {
        var filters = new LinkedHashMap<String, String>();
        for (int i = 0; i < max; i++) {
            var field = pick(random, declaration().filters());
            var operator = pick(random, declaration().operators(field));
            var value = pick(random, samples(field));
            var parameter = field.name() + (operator == Operator.EQ ? "=" : "[%s]=".formatted(operator));
            if (filters.values().stream().noneMatch(other -> other.startsWith(parameter))) {
                filters.put(condition(field, operator, value), parameter + encode(operand(value, operator)));
            }
        }
        return filters;
    }

    /// @return the number of rows seen
    private int walk(Map<String, String> filters, Sort sort, int size, Random random) {
        var from = rows;
        for (var condition : filters.keySet()) {
            from += (from.contains(" where ") ? " and " : " where ") + condition;
        }
        var total = Database.number("select count(*) from " + from);
        if (total == 0) {
            return 0;
        }
        var start = random.nextLong(Math.min(total, 3_000));
        var query = filters.values().stream()
                .collect(Collectors.joining("&", "fields=id&count=none&sort=" + sort + "&", ""))
                .replaceFirst("&$", "");
        var pages = new ArrayList<>(List.of(get("%s&offset=%d&limit=%d".formatted(query, start, size))));
        follow("next_cursor", "%s&per_page=%d".formatted(query, size), pages);
        var shown = pages.stream().flatMap(page -> page.ids().stream()).toList();
        assertEquals(slice(from, sort, start, shown.size()), shown, query);
        assertEquals(start + shown.size() < total, pages.getLast().meta().has("next_cursor"), query);
        return shown.size()
                + walkBack(
                        pages,
                        from,
                        sort,
                        start + shown.size() - pages.getLast().ids().size(),
                        query,
                        size);
    }

    /// @param place the offset of the first row of the last page
    private int walkBack(List<Answer> pages, String from, Sort sort, long place, String query, int size) {
        var back = new ArrayList<>(List.of(pages.getLast()));
        follow("prev_cursor", "%s&per_page=%d".formatted(query, size), back);
        var shown = back.subList(1, back.size()).reversed().stream()
                .flatMap(page -> page.ids().stream())
                .toList();
        assertEquals(slice(from, sort, place - shown.size(), shown.size()), shown, query + " back");
        assertEquals(place > shown.size(), back.getLast().meta().has("prev_cursor"), query + " back");
        return shown.size();
    }

    private void follow(String cursor, String query, List<Answer> pages) {
        for (int i = 0; i < STEPS && pages.getLast().meta().has(cursor); i++) {
            pages.add(
                    get(query + "&cursor=" + pages.getLast().meta().get(cursor).asText()));
            assertTrue(!pages.getLast().ids().isEmpty(), query + ": cursor leads to an empty page");
        }
    }

    private List<Long> slice(String from, Sort sort, long offset, int limit) {
        return Database.longs("select id from %s%s offset %d limit %d".formatted(from, orderBy(sort), offset, limit));
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
