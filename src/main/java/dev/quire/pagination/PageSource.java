package dev.quire.pagination;

import dev.quire.availability.AbsentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the items of a collection come from. Safe for use by many threads.
public interface PageSource {

    /// @throws AbsentException if the section that the request looks at is none
    Page page(PageQuery query);

    /// The only item that meets the filters, which include equality with a key; empty if none does.
    ///
    /// @throws AbsentException if the section that the request looks at is none
    Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters);

    /// More items at once than a page holds, for what reads all of them.
    default ChunkRead chunk(ChunkQuery query) {
        return ChunkRead.ofPages(this, query);
    }
}
