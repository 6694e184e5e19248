package dev.quire.pagination.http;

import dev.quire.pagination.CursorCodec;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.Page;
import org.jspecify.annotations.Nullable;

/// The cursors to continue a page by.
///
/// @param next null if no item follows
/// @param prev null if no item comes before
record Cursors(@Nullable String next, @Nullable String prev) {

    static Cursors of(Page page, CursorCodec codec, Declaration declaration, ListRequest request) {
        var sort = declaration.total(request.sort());
        var filters = request.filters();
        return new Cursors(
                page.next()
                        .flatMap(cursor -> codec.encode(cursor, declaration, sort, filters))
                        .orElse(null),
                page.prev()
                        .flatMap(cursor -> codec.encode(cursor, declaration, sort, filters))
                        .orElse(null));
    }
}
