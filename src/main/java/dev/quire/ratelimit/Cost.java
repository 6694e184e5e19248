package dev.quire.ratelimit;

import dev.quire.http.QueryString;
import dev.quire.pagination.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Estimates the cost of a request before it runs, from its method, path and query alone. The unit is one millisecond
/// of service time. The estimate is charged while the request runs and replaced by the real time afterwards; so it
/// limits how many costly requests run at once. Parameters with invalid values count as absent, because such requests
/// are refused before any query runs.
final class Cost {

    /// The maximum cost of a request, estimated or real: the default deadline of a statement.
    static final long MAX = 5_000;

    static final long BASE = 1;

    /// The number of items that add one unit.
    static final int ITEMS = 25;

    /// The number of skipped rows that add one unit.
    static final int SKIPPED = 1_000;

    static final long AUTOMATIC_COUNT = 5;
    static final long EXACT_COUNT = 250;

    /// One relation, which may add 20 items to each item of the page.
    static final long EMBED = 25;

    /// A filter by one field, which an index usually serves.
    static final long FILTER = 500;

    /// A filter by a further field. An index rarely serves both, so the query may read until its deadline.
    static final long FURTHER_FILTER = 2_000;

    static final long EXPORT = MAX;
    static final long WRITE = 50;

    private static final int MAX_PAGE_SIZE = 100;
    private static final long DEFAULT_SIZE = 20;
    private static final List<String> READ_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /// The parameters of lists that are not filters. A parameter that is missing here counts as a filter.
    private static final Set<String> NO_FILTERS =
            Set.of("page", "per_page", "offset", "limit", "cursor", "sort", "fields", "embed", "count", "numbers");

    private Cost() {}

    static long of(String method, String path, @Nullable String query) {
        if (!READ_METHODS.contains(method)) {
            return WRITE;
        }
        var parts = parts(path);
        if (!parts.isEmpty() && parts.getLast().equals("export")) {
            return EXPORT;
        }
        var values = values(query);
        var list = parts.size() % 2 == 0 ? listCost(values) : 0; // The parts of an item are `api`, collection and key.
        return Math.min(BASE + list + embedCost(values) + filterCost(values.keySet()), MAX);
    }

    private static long listCost(Map<String, String> values) {
        var size = Math.min(number(values, "per_page", number(values, "limit", DEFAULT_SIZE)), MAX_PAGE_SIZE);
        var skipped = Math.max(number(values, "offset", 0), skippedRows(number(values, "page", 1), size));
        var count = switch (values.getOrDefault("count", "auto")) {
            case "exact" -> EXACT_COUNT;
            case "none", "estimated" -> 0;
            default -> AUTOMATIC_COUNT;
        };
        return size / ITEMS + skipped / SKIPPED + count;
    }

    private static long embedCost(Map<String, String> values) {
        var relations = values.getOrDefault("embed", "");
        return relations.isEmpty() ? 0 : EMBED * relations.split(",", -1).length;
    }

    /// Several conditions on one field, such as a range, count once.
    private static long filterCost(Set<String> names) {
        var fields = names.stream()
                .map(name -> name.replaceFirst("\\[.*", ""))
                .filter(name -> !NO_FILTERS.contains(name))
                .distinct()
                .count();
        return fields == 0 ? 0 : FILTER + (fields - 1) * FURTHER_FILTER;
    }

    private static List<String> parts(String path) {
        return Stream.of(path.split("/+", 0))
                .map(part -> part.replaceFirst(";.*", ""))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static long skippedRows(long page, long size) {
        return page > Integer.MAX_VALUE ? Integer.MAX_VALUE : Math.max(0, page - 1) * size;
    }

    private static Map<String, String> values(@Nullable String query) {
        var values = new HashMap<String, String>();
        try {
            QueryString.parse(query)
                    .parameters()
                    .forEach(parameter -> values.putIfAbsent(parameter.name(), parameter.value()));
        } catch (InvalidValueException e) {
            values.clear(); // The request is refused before any query runs.
        }
        return values;
    }

    private static long number(Map<String, String> values, String name, long fallback) {
        var text = values.getOrDefault(name, "");
        if (!NUMBER.matcher(text).matches()) {
            return fallback;
        }
        var digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }
}
