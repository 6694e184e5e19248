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
/// @param start the place before the page, from which the list continues backwards
/// @param end the place after the page, from which the list continues
public record Page(List<Row> rows, boolean hasNext, boolean hasPrev, Count count, Cursor start, Cursor end) {

    /// Builds a page. Sources fetch one row more than requested: it shows whether further items exist, and is dropped.
    ///
    /// @param fetched the rows in the order in which they were read, reversed if the request goes backwards
    /// @param counted the count that was determined independently of the rows
    public static Page of(PageRequest request, List<Row> fetched, Count counted) {
        var more = fetched.size() > request.size();
        var rows = more ? fetched.subList(0, request.size()) : fetched;
        return switch (request) {
            case PageRequest.Numbered numbered -> numbered(numbered.offset(), rows, more, counted);
            case PageRequest.ByCursor(Cursor cursor, int _) -> continued(cursor, rows, more, counted);
        };
    }

    /// The exact number of items, if the fetch proves it and no count is needed. That is the case if the fetch reached
    /// the last item from a known offset, or the first item from the end. Empty otherwise.
    ///
    /// @param fetched the number of fetched rows, including the one more than requested
    public static Optional<Count.Exact> proven(PageRequest request, int fetched) {
        var offset = switch (request) {
            case PageRequest.Numbered numbered -> numbered.offset();
            case PageRequest.ByCursor(Cursor cursor, int _) -> cursor.keyset() == null ? 0 : -1;
        };
        var last = fetched <= request.size() && (fetched > 0 || offset == 0);
        return offset >= 0 && last ? Optional.of(new Count.Exact(offset + fetched)) : Optional.empty();
    }

    private static Page numbered(long offset, List<Row> rows, boolean more, Count counted) {
        var count = counted.corrected(offset, rows.size(), more);
        var hasPrev = offset > 0 && isPossible(count);
        return of(Cursor.START, rows, more, hasPrev, count);
    }

    private static Page continued(Cursor from, List<Row> rows, boolean more, Count counted) {
        if (from.keyset() == null) {
            var count = counted.corrected(0, rows.size(), more);
            return from.backwards()
                    ? of(from, rows.reversed(), false, more, count)
                    : of(from, rows, more, false, count);
        }
        // The item that the cursor was taken from lies on the other side of the page, so that side has items.
        var behind = !rows.isEmpty() || isPossible(counted);
        var count = counted.atLeast(rows.size() + (more ? 1 : 0) + (behind ? 1 : 0));
        return from.backwards() ? of(from, rows.reversed(), behind, more, count) : of(from, rows, more, behind, count);
    }

    /// Whether the list may have items. Only an exact zero proves that it has none.
    private static boolean isPossible(Count count) {
        return !count.equals(new Count.Exact(0));
    }

    /// A page without items stands where it was read from, with all items on the other side. Its other place is
    /// therefore that end of the list. A place by number is not known as a keyset: then both places are ends of the
    /// list, from which a reader gets all items that are added later.
    private static Page of(Cursor from, List<Row> rows, boolean hasNext, boolean hasPrev, Count count) {
        if (rows.isEmpty()) {
            var start = from.backwards() ? from : Cursor.END;
            var end = from.backwards() ? Cursor.START : from;
            return new Page(rows, hasNext, hasPrev, count, start, end);
        }
        return new Page(rows, hasNext, hasPrev, count, Cursor.before(rows.getFirst()), Cursor.after(rows.getLast()));
    }

    /// The same page with other rows at the same places.
    public Page with(List<Row> others) {
        return new Page(others, hasNext, hasPrev, count, start, end);
    }

    public List<Map<String, @Nullable Object>> items() {
        return rows.stream().map(Row::item).toList();
    }

    /// The cursor of the next page; empty if no items follow.
    public Optional<Cursor> next() {
        return hasNext ? Optional.of(end) : Optional.empty();
    }

    /// The cursor of the previous page; empty if no items come before.
    public Optional<Cursor> prev() {
        return hasPrev ? Optional.of(start) : Optional.empty();
    }
}
