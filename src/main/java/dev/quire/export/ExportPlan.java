package dev.quire.export;

import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.PageSource;
import java.util.Optional;

/// What to export, in which format, and from which place.
///
/// @param collection the collection's name
/// @param progress that of the export which this one resumes; [ExportProgress#START] if none
public record ExportPlan(
        String collection,
        PageSource source,
        ChunkQuery query,
        Rendering rendering,
        ExportProgress progress,
        Places places) {

    /// Makes the cursors by which clients resume.
    @FunctionalInterface
    public interface Places {

        /// The cursor behind an item; empty if the place is too long for a cursor.
        ///
        /// @param carried bytes that come back with the cursor
        Optional<String> cursor(Keyset place, byte[] carried);
    }

    ExportProgress start() {
        return rendering.format() == Format.NDJSON ? progress : ExportProgress.START;
    }
}
