package dev.quire.listing;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorBinding;
import dev.quire.cursor.CursorCodec;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Page;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/// The encoded cursors of a page.
///
/// @param start where the list continues backwards from this page
/// @param end where the list continues after this page
/// @param next `end`, or null if no items follow
/// @param prev `start`, or null if no items come before
record Cursors(
        String start,
        String end,
        @Nullable String next,
        @Nullable String prev) {

    /// @throws ProblemException `unsupported-sort` if an item's values are too long for a cursor. Without it, the list
    ///     would seem to end here
    static Cursors of(Page page, CursorCodec codec, Declaration declaration, ListRequest request) {
        var binding = declaration.cursorBinding(request.sort(), request.filters());
        var start = encoded(page.start(), codec, declaration, binding);
        var end = encoded(page.end(), codec, declaration, binding);
        return new Cursors(start, end, page.hasNext() ? end : null, page.hasPrev() ? start : null);
    }

    private static String encoded(Cursor cursor, CursorCodec codec, Declaration declaration, CursorBinding binding) {
        return codec.encode(cursor, binding).orElseThrow(() -> tooLong(declaration));
    }

    private static ProblemException tooLong(Declaration declaration) {
        return Faults.problem(
                ProblemType.UNSUPPORTED_SORT,
                CollectionParameters.SORT,
                "cannot continue at an item whose values in this order are too long for a cursor; supported sorts: "
                        + String.join(" · ", declaration.sortNames()));
    }
}
