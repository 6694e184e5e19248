package dev.quire.listing;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.cursor.CursorException;
import dev.quire.http.QueryString;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Sort;
import dev.quire.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the parameter `cursor`, which specifies where to continue.
final class CursorParameter {

    static final String CURSOR = "cursor";

    private final Declaration declaration;
    private final Faults faults;

    CursorParameter(Declaration declaration, Faults faults) {
        this.declaration = declaration;
        this.faults = faults;
    }

    /// @return null if the parameter is absent or invalid
    CursorCodec.@Nullable Opened read(QueryString query, CursorCodec codec, Sort sort, List<Filter> filters) {
        try {
            return query.value(CURSOR)
                    .map(text -> codec.open(text, declaration.cursorBinding(sort, filters)))
                    .orElse(null);
        } catch (CursorException e) {
            var type = switch (e.reason()) {
                case INVALID -> ProblemType.INVALID_CURSOR;
                case MISMATCH -> ProblemType.CURSOR_MISMATCH;
                case EXPIRED -> ProblemType.EXPIRED_CURSOR;
            };
            faults.add(type, CURSOR, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
