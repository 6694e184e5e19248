package dev.quire.pagination;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A page as a source found it.
///
/// @param rows at most as many as asked for, in the order of the sort
/// @param hasNext whether items follow
/// @param hasPrev whether items come before
/// @param count agrees with all of the above
public record Page(List<Row> rows, boolean hasNext, boolean hasPrev, Count count) {

    /// Makes the page from one item more than asked for, if there was one, and from what was counted beside it.
    ///
    /// @param fetched in the order of the walk: reversed where the request goes backwards
    public static Page of(PageRequest request, List<Row> fetched, Count counted) {
        var more = fetched.size() > request.size();
        var rows = more ? fetched.subList(0, request.size()) : fetched;
        return switch (request) {
            case PageRequest.Numbered numbered -> numbered(numbered.offset(), rows, more, counted);
            case PageRequest.ByCursor byCursor when byCursor.cursor() == null -> numbered(0, rows, more, counted);
            // The item that the cursor stands at lies on the other side.
            case PageRequest.ByCursor byCursor
            when byCursor.backwards() -> continued(rows.reversed(), !rows.isEmpty(), more, counted);
            case PageRequest.ByCursor _ -> continued(rows, more, !rows.isEmpty(), counted);
        };
    }

    /// The number of items where what was fetched proves it: the last ones, at a place that is told by number.
    ///
    /// @param fetched how many, with the one more than asked for
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
        var hasPrev = offset > 0 && !count.equals(new Count.Exact(0)); // No other count proves that none are.
        return new Page(rows, more, hasPrev, count);
    }

    private static Page continued(List<Row> rows, boolean hasNext, boolean hasPrev, Count counted) {
        var around = (hasNext ? 1 : 0) + (hasPrev ? 1 : 0);
        return new Page(rows, hasNext, hasPrev, counted.atLeast(rows.size() + around));
    }

    public List<Map<String, @Nullable Object>> items() {
        return rows.stream().map(Row::item).toList();
    }

    /// Where to go on to the items that follow; empty if none do.
    public Optional<Cursor> next() {
        return hasNext && !rows.isEmpty()
                ? Optional.of(new Cursor(rows.getLast().keyset(), false))
                : Optional.empty();
    }

    /// Where to go back to the items that come before; empty if none do, or if this page shows no place to go
    /// back from.
    public Optional<Cursor> prev() {
        return hasPrev && !rows.isEmpty()
                ? Optional.of(new Cursor(rows.getFirst().keyset(), true))
                : Optional.empty();
    }
}
