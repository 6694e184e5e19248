package dev.quire.sorting;

import static java.util.Objects.requireNonNull;

import dev.quire.catalogue.Declaration;
import dev.quire.folder.FileName;
import dev.quire.folder.FolderSource;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.PageSource;
import dev.quire.pagination.Sort;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Iterates over the files of a folder in a sort order, page by page with cursors.
final class Walk {

    /// The fields of an entry.
    @RegisterForReflection
    record View(String name, @Nullable Long size, String type, Instant modified) {}

    static final Declaration ENTRIES =
            Declaration.of("files", View.class, "The entries of a folder.").orders("name", "size", "modified");

    /// Receives the files.
    interface Visitor {
        void visit(Listed file) throws IOException;
    }

    private final PageSource source;
    private final Sort sort;

    /// @param sort a sort that [#ENTRIES] supports
    Walk(PageSource source, Sort sort) {
        this.source = source;
        this.sort = ENTRIES.total(sort);
    }

    /// Visits all regular files. Folders, links and special files are skipped.
    void forEach(Visitor visitor) throws IOException {
        var next = Optional.of(Cursor.START);
        do {
            var page = page(next.get());
            for (var item : page.items()) {
                if (item.get("size") instanceof Long size) {
                    visitor.visit(listed(item, size));
                }
            }
            next = page.next();
        } while (next.isPresent());
    }

    private Page page(Cursor cursor) {
        return source.page(new PageQuery(
                ENTRIES.fields(),
                List.of(FolderSource.SECTION.filter(Optional.empty())),
                sort,
                ENTRIES.fields(sort),
                new PageRequest.ByCursor(cursor, PageRequest.MAX_SIZE),
                CountMode.NONE));
    }

    private static Listed listed(Map<String, @Nullable Object> item, long size) {
        return new Listed(
                FileName.parse(String.valueOf(item.get("name"))), size, String.valueOf(item.get("type")), (Instant)
                        requireNonNull(item.get("modified")));
    }
}
