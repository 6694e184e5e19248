package dev.quire.listing;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.pagination.Page;
import org.jspecify.annotations.Nullable;

/// The cursors to continue a page by.
///
/// @param next null if no item follows
/// @param prev null if no item comes before
record Cursors(@Nullable String next, @Nullable String prev) {

    static Cursors of(Page page, CursorCodec codec, Declaration declaration, ListRequest request) {
        var binding = declaration.cursorBinding(request.sort(), request.filters());
        return new Cursors(
                page.next().flatMap(cursor -> codec.encode(cursor, binding)).orElse(null),
                page.prev().flatMap(cursor -> codec.encode(cursor, binding)).orElse(null));
    }
}
