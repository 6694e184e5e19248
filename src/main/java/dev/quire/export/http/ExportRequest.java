package dev.quire.export.http;

import dev.quire.export.ExportProgress;
import dev.quire.export.Format;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Sort;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An export as the client asked for it.
///
/// @param sort as asked or by default, without the tie-breaker where the client left it out
/// @param after the place to go on from; null at the start
/// @param progress of the parts before it
/// @param format empty if the client named none, but for the header `Accept`
/// @param marks whether marks stand between the lines
record ExportRequest(
        Sort sort,
        List<Field> fields,
        List<Filter> filters,
        @Nullable Keyset after,
        ExportProgress progress,
        Optional<Format> format,
        boolean marks) {}
