package dev.quire.export;

import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.PageSource;
import java.util.Optional;

/// What to export, how, and from where on.
///
/// @param collection its name
/// @param marks whether marks stand between the lines, where the format has lines
/// @param progress of the parts before this one
public record ExportPlan(
        String collection,
        PageSource source,
        ChunkQuery query,
        Format format,
        boolean marks,
        ExportProgress progress,
        Places places) {

    /// How clients continue.
    @FunctionalInterface
    public interface Places {

        /// The cursor after an item; empty if the place is too long for one.
        ///
        /// @param carried by the cursor
        Optional<String> cursor(Keyset place, byte[] carried);
    }

    boolean hasMarks() {
        return marks && format == Format.NDJSON;
    }

    ExportProgress start() {
        return format == Format.NDJSON ? progress : ExportProgress.START;
    }
}
