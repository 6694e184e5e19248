package dev.quire.ratelimit;

import dev.quire.http.QueryString;
import dev.quire.pagination.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request costs, in units of the cheapest. Known from its line alone, before anything is asked for it; what is
/// no request that would be served costs no more than one that is.
final class Cost {

    /// So many items more are a unit more.
    static final int ITEMS = 25;

    /// So many rows skipped are a unit.
    static final int SKIPPED = 10_000;

    static final long DEEPEST = 50;
    static final long EXACT_COUNT = 10;
    static final long EXPORT = 100;
    static final long WRITE = 5;

    private static final int LARGEST_PAGE = 100;
    private static final long DEFAULT_SIZE = 20;
    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private Cost() {}

    static long of(String method, String path, @Nullable String query) {
        if (!READING.contains(method)) {
            return WRITE;
        }
        if (isExport(path)) {
            return EXPORT;
        }
        var values = values(query);
        var size = Math.min(number(values, "per_page", number(values, "limit", DEFAULT_SIZE)), LARGEST_PAGE);
        var skipped = Math.max(number(values, "offset", 0), before(number(values, "page", 1), size));
        return 1
                + size / ITEMS
                + Math.min(skipped / SKIPPED, DEEPEST)
                + ("exact".equals(values.get("count")) ? EXACT_COUNT : 0);
    }

    private static boolean isExport(String path) {
        var parts = path.split("/+", 0);
        return parts.length > 0
                && parts[parts.length - 1].replaceFirst(";.*", "").equals("export");
    }

    private static long before(long page, long size) {
        return page > Integer.MAX_VALUE ? Integer.MAX_VALUE : Math.max(0, page - 1) * size;
    }

    private static Map<String, String> values(@Nullable String query) {
        var values = new HashMap<String, String>();
        try {
            QueryString.parse(query)
                    .parameters()
                    .forEach(parameter -> values.putIfAbsent(parameter.name(), parameter.value()));
        } catch (InvalidValueException e) {
            values.clear(); // Refused before anything is asked for it.
        }
        return values;
    }

    private static long number(Map<String, String> values, String name, long otherwise) {
        var text = values.getOrDefault(name, "");
        if (!NUMBER.matcher(text).matches()) {
            return otherwise;
        }
        var digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }
}
