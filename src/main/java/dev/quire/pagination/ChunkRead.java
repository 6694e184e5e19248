package dev.quire.pagination;

import dev.quire.availability.UnavailableException;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A pending read of one chunk.
public interface ChunkRead {

    /// Reads the chunk. May be called once. Resources such as a connection are released before this returns.
    ///
    /// @throws CancellationException if the read was cancelled
    /// @throws UnavailableException if the source cannot serve the read
    Chunk read();

    /// Makes a [#read] that is in progress in another thread end early. A single call may have no effect if it arrives
    /// between two steps of the read, so callers repeat it until the read has ended.
    void cancel();

    /// Reads a chunk page by page, for sources that support pages only.
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
                var place = new PageRequest.ByCursor(new Cursor(after, false), Math.min(rows, PageRequest.MAX_SIZE));
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
