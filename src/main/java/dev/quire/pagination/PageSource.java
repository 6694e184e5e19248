package dev.quire.pagination;

import dev.quire.availability.AbsentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Provides the items of a collection. Safe for use by many threads.
public interface PageSource {

    /// Fetches one page.
    ///
    /// @throws AbsentException if the requested section of the collection does not exist
    Page page(PageQuery query);

    /// Fetches the item that meets the filters; empty if there is none. At most one item does, because the filters
    /// include equality with a key.
    ///
    /// @throws AbsentException if the requested section of the collection does not exist
    Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters);

    /// Prepares the read of a chunk, which may hold more items than a page. Exports use it to read a whole collection.
    default ChunkRead chunk(ChunkQuery query) {
        return ChunkRead.ofPages(this, query);
    }
}
