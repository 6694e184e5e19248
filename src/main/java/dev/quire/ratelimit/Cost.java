package dev.quire.ratelimit;

import dev.quire.http.QueryString;
import dev.quire.pagination.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Computes the cost of a request, in units of the cheapest request, from its method, path and query alone.
/// Parameters with invalid values count as absent, because such requests are refused before any query runs.
final class Cost {

    /// The number of items that add one unit.
    static final int ITEMS = 25;

    /// The number of skipped rows that add one unit.
    static final int SKIPPED = 10_000;

    /// The maximum number of units for skipped rows.
    static final long MAX_SKIPPED_COST = 50;
    static final long EXACT_COUNT = 10;
    static final long EXPORT = 100;
    static final long WRITE = 5;

    private static final int MAX_PAGE_SIZE = 100;
    private static final long DEFAULT_SIZE = 20;
    private static final List<String> READ_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private Cost() {}

    static long of(String method, String path, @Nullable String query) {
        if (!READ_METHODS.contains(method)) {
            return WRITE;
        }
        if (isExport(path)) {
            return EXPORT;
        }
        var values = values(query);
        var size = Math.min(number(values, "per_page", number(values, "limit", DEFAULT_SIZE)), MAX_PAGE_SIZE);
        var skipped = Math.max(number(values, "offset", 0), skippedRows(number(values, "page", 1), size));
        return 1
                + size / ITEMS
                + Math.min(skipped / SKIPPED, MAX_SKIPPED_COST)
                + ("exact".equals(values.get("count")) ? EXACT_COUNT : 0);
    }

    private static boolean isExport(String path) {
        var parts = path.split("/+", 0);
        return parts.length > 0
                && parts[parts.length - 1].replaceFirst(";.*", "").equals("export");
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
