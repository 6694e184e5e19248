package dev.quire.listing;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.pagination.Page;
import org.jspecify.annotations.Nullable;

/// The encoded cursors of the pages next to a page. A cursor is also null if it would be too long to encode.
///
/// @param next null if no items follow
/// @param prev null if no items come before
record Cursors(@Nullable String next, @Nullable String prev) {

    static Cursors of(Page page, CursorCodec codec, Declaration declaration, ListRequest request) {
        var binding = declaration.cursorBinding(request.sort(), request.filters());
        return new Cursors(
                page.next().flatMap(cursor -> codec.encode(cursor, binding)).orElse(null),
                page.prev().flatMap(cursor -> codec.encode(cursor, binding)).orElse(null));
    }
}
