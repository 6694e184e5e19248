package dev.quire.pagination;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A page of items as a source returns it.
///
/// @param rows at most the requested number, in the order of the sort
/// @param hasNext whether items follow the page
/// @param hasPrev whether items come before the page
/// @param count the total, which never contradicts the other components
public record Page(List<Row> rows, boolean hasNext, boolean hasPrev, Count count) {

    /// Builds a page. Sources fetch one row more than requested: it shows whether further items exist, and is dropped.
    ///
    /// @param fetched the rows in the order in which they were read, reversed if the request goes backwards
    /// @param counted the count that was determined independently of the rows
    public static Page of(PageRequest request, List<Row> fetched, Count counted) {
        var more = fetched.size() > request.size();
        var rows = more ? fetched.subList(0, request.size()) : fetched;
        return switch (request) {
            case PageRequest.Numbered numbered -> numbered(numbered.offset(), rows, more, counted);
            case PageRequest.ByCursor byCursor when byCursor.cursor() == null -> numbered(0, rows, more, counted);
            // The item that the cursor was taken from lies on the other side of the page, so that side has items.
            case PageRequest.ByCursor byCursor
            when byCursor.backwards() -> continued(rows.reversed(), !rows.isEmpty(), more, counted);
            case PageRequest.ByCursor _ -> continued(rows, more, !rows.isEmpty(), counted);
        };
    }

    /// The exact number of items, if the fetch proves it and no count is needed. That is the case if the fetch reached
    /// the last item from a known offset. Empty otherwise.
    ///
    /// @param fetched the number of fetched rows, including the one more than requested
    public static Optional<Count.Exact> proven(PageRequest request, int fetched) {
        var offset = switch (request) {
            case PageRequest.Numbered numbered -> numbered.offset();
            case PageRequest.ByCursor byCursor -> byCursor.cursor() == null ? 0 : -1;
        };
        var last = fetched <= request.size() && (fetched > 0 || offset == 0);
        return offset >= 0 && last ? Optional.of(new Count.Exact(offset + fetched)) : Optional.empty();
    }

    private static Page numbered(long offset, List<Row> rows, boolean more, Count counted) {
        var count = counted.corrected(offset, rows.size(), more);
        var hasPrev = offset > 0 && !count.equals(new Count.Exact(0)); // Only an exact zero proves that none exist.
        return new Page(rows, more, hasPrev, count);
    }

    private static Page continued(List<Row> rows, boolean hasNext, boolean hasPrev, Count counted) {
        var around = (hasNext ? 1 : 0) + (hasPrev ? 1 : 0);
        return new Page(rows, hasNext, hasPrev, counted.atLeast(rows.size() + around));
    }

    public List<Map<String, @Nullable Object>> items() {
        return rows.stream().map(Row::item).toList();
    }

    /// The cursor of the next page; empty if no items follow.
    public Optional<Cursor> next() {
        return hasNext && !rows.isEmpty()
                ? Optional.of(new Cursor(rows.getLast().keyset(), false))
                : Optional.empty();
    }

    /// The cursor of the previous page. Empty if no items come before, or if this page is empty and so has no item to
    /// make a cursor from.
    public Optional<Cursor> prev() {
        return hasPrev && !rows.isEmpty()
                ? Optional.of(new Cursor(rows.getFirst().keyset(), true))
                : Optional.empty();
    }
}
