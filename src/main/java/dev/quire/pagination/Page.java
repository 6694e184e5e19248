package dev.quire.pagination;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page as a source found it.
///
/// @param items at most as many as asked for, each by field name in the order asked for
/// @param hasNext whether items follow
/// @param hasPrev whether items come before
/// @param count agrees with all of the above
public record Page(List<Map<String, @Nullable Object>> items, boolean hasNext, boolean hasPrev, Count count) {

    /// Makes the page from one item more than asked for, if there was one, and from what was counted beside it.
    public static Page of(PageRequest request, List<Map<String, @Nullable Object>> fetched, Count counted) {
        var hasNext = fetched.size() > request.size();
        var items = hasNext ? fetched.subList(0, request.size()) : fetched;
        var count = counted.corrected(request.offset(), items.size(), hasNext);
        var hasPrev = request.offset() > 0 && !count.equals(new Count.Exact(0)); // No other count proves that none are.
        return new Page(items, hasNext, hasPrev, count);
    }
}
