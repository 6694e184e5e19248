package dev.quire.export.http;

import dev.quire.export.ExportProgress;
import dev.quire.export.Rendering;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Sort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of an export.
///
/// @param sort the requested or the default one, without the tie-breaker if the client left it out
/// @param after the place to resume from; null at the start
/// @param progress that of the export which this one resumes
record ExportRequest(
        Sort sort,
        List<Field> fields,
        List<Filter> filters,
        @Nullable Keyset after,
        ExportProgress progress,
        Rendering rendering) {}
