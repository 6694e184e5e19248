package dev.quire.pagination;

import dev.quire.availability.UnavailableException;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A chunk that is about to be read.
public interface ChunkRead {

    /// Reads it, once. What the source needs for it, such as a connection, is given back before this returns.
    ///
    /// @throws CancellationException if it was cancelled
    /// @throws UnavailableException if the source cannot be asked
    Chunk read();

    /// Has [#read] end early in another thread, if it is under way. Called again until it has: one call may come
    /// between two steps of it.
    void cancel();

    /// Reads a chunk as pages, of which the source knows how to make them.
    static ChunkRead ofPages(PageSource source, ChunkQuery query) {
        return new ChunkRead() {

            private volatile boolean cancelled;

            @Override
            public Chunk read() {
                var rows = new ArrayList<@Nullable Object[]>();
                var end = query.after();
                var more = true;
                while (more && rows.size() < query.size()) {
                    if (cancelled) {
                        throw new CancellationException();
                    }
                    var page = source.page(page(end, query.size() - rows.size()));
                    page.items().forEach(item -> rows.add(item.values().toArray()));
                    more = page.hasNext();
                    end = page.rows().isEmpty() ? end : page.rows().getLast().keyset();
                }
                return new Chunk(rows, end, more);
            }

            private PageQuery page(@Nullable Keyset after, int rows) {
                var cursor = after == null ? null : new Cursor(after, false);
                var place = new PageRequest.ByCursor(cursor, Math.min(rows, PageRequest.MAX_SIZE));
                return new PageQuery(
                        query.fields(), query.filters(), query.sort(), query.keys(), place, CountMode.NONE);
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        };
    }
}
