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

/// The law of walking: whatever the sort, the filters and the size of the pages, on and back, a walk shows exactly the
/// rows of the one query without pages, in its order.
abstract class FilteredWalkContract extends CountContract {

    private static final int TRIES = Thorough.or(15, 40);
    private static final int STEPS = 8;
    private static final List<Integer> SIZES = List.of(1, 2, 3, 7, 10, 100);

    FilteredWalkContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    @Test
    void aWalkThroughAnyFiltersInAnySortAndSizeShowsWhatTheUnpagedQueryDoes() {
        var random = new Random(20111209); // The same walks in every run.
        var walked = 0;
        for (int i = 0; i < TRIES; i++) {
            var filters = filters(random, i % 3);
            var sort = any(random, sorts().toList());
            walked += walk(filters, sort, any(random, SIZES), random);
        }
        assertTrue(walked > TRIES, "hardly anything was walked through");
    }

    /// At most so many filters: the parameters by the conditions that they stand for.
    private Map<String, String> filters(Random random, int most) {
        var filters = new LinkedHashMap<String, String>();
        for (int i = 0; i < most; i++) {
            var field = any(random, declaration().filters());
            var operator = any(random, declaration().operators(field));
            var value = any(random, samples(field));
            var parameter = field.name() + (operator == Operator.EQ ? "=" : "[%s]=".formatted(operator));
            if (filters.values().stream().noneMatch(other -> other.startsWith(parameter))) {
                filters.put(condition(field, operator, value), parameter + encode(operand(value, operator)));
            }
        }
        return filters;
    }

    /// @return how many rows were seen
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

    /// @param place of the first row of the last page
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
            assertTrue(!pages.getLast().ids().isEmpty(), query + ": a cursor leads to an empty page");
        }
    }

    private List<Long> slice(String from, Sort sort, long offset, int limit) {
        return Database.longs("select id from %s%s offset %d limit %d".formatted(from, orderBy(sort), offset, limit));
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
