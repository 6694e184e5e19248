package dev.quire.folder;

import dev.quire.pagination.Count;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Row;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds one page from the snapshot of a folder. Used once, by one thread.
final class PageBuilder {

    private final PageQuery query;
    private final List<Filter> filters;
    private final Folder folder;
    private final Contents contents;
    private final EntryOrder order;
    private final IntPredicate matches;

    /// @param filters the filters on entries, without the one that selects the folder
    /// @param folder the open folder of the snapshot
    PageBuilder(PageQuery query, List<Filter> filters, Folder folder, Contents contents) {
        this.query = query;
        this.filters = filters;
        this.folder = folder;
        this.contents = contents;
        this.order = new EntryOrder(contents, query.sort());
        this.matches = Matching.all(filters, contents);
    }

    Page page() throws IOException {
        var rows = switch (query.request()) {
            case PageRequest.Numbered numbered -> rows(0, 1, numbered.offset());
            case PageRequest.ByCursor(Cursor(Keyset keyset, var backwards), int _)
            when keyset != null ->
                backwards ? rows(order.before(keyset, false) - 1, -1, 0) : rows(order.before(keyset, true), 1, 0);
            case PageRequest.ByCursor(Cursor cursor, int _) ->
                cursor.backwards() ? rows(contents.size() - 1, -1, 0) : rows(0, 1, 0);
        };
        return Page.of(query.request(), rows, count());
    }

    /// Returns up to one row more than the page size, which shows whether another page follows. Entries that no longer
    /// exist are skipped.
    private List<Row> rows(int start, int step, long offset) throws IOException {
        var rows = new ArrayList<Row>();
        var position = filters.isEmpty() ? (int) Math.min(contents.size(), start + offset) : start;
        var skip = filters.isEmpty() ? 0 : offset;
        for (;
                position >= 0
                        && position < contents.size()
                        && rows.size() <= query.request().size();
                position += step) {
            var number = order.entry(position);
            if (matches.test(number) && --skip < 0) {
                entry(number).map(this::row).ifPresent(rows::add);
            }
        }
        return rows;
    }

    private Optional<FolderEntry> entry(int number) throws IOException {
        try {
            return Optional.of(contents.entry(number, folder));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Row row(FolderEntry entry) {
        return new Row(item(query.fields(), entry), order.keyset(entry));
    }

    static Map<String, @Nullable Object> item(List<Field> fields, FolderEntry entry) {
        var item = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields) {
            item.put(
                    field.name(),
                    switch (field.name()) {
                        case "name" -> entry.name().toString();
                        case "size" -> entry.size();
                        case "type" -> entry.type();
                        case "modified" -> entry.modified();
                        default -> throw new IllegalArgumentException("no entry has a " + field.name());
                    });
        }
        return item;
    }

    /// The total is exact in every count mode but `none`, because the whole snapshot is in memory.
    private Count count() {
        if (query.count() == CountMode.NONE) {
            return new Count.Unknown();
        }
        return new Count.Exact(
                filters.isEmpty()
                        ? contents.size()
                        : IntStream.range(0, contents.size()).filter(matches).count());
    }
}
