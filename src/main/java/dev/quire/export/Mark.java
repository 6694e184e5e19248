package dev.quire.export;

import dev.quire.pagination.Keyset;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// A checkpoint at the end of a chunk: how much was sent, and where to resume.
///
/// @param cursor null if the export is empty, or if the place is too long for a cursor
record Mark(ExportProgress progress, @Nullable String cursor) {

    static final String COUNT = "Export-Count";
    static final String SHA256 = "Export-SHA256";
    static final String CURSOR = "Export-Cursor";

    static Mark of(ExportProgress progress, @Nullable Keyset place, ExportPlan.Places places) {
        var cursor =
                place == null ? null : places.cursor(place, progress.octets()).orElse(null);
        return new Mark(progress, cursor);
    }

    /// Writes a line that differs from an item: its only member begins with an underscore, which no field does.
    void write(String name, Text text) {
        text.ascii("{\"" + name + "\":{");
        if (cursor != null) {
            text.ascii("\"cursor\":\"" + cursor + "\",");
        }
        text.ascii("\"count\":%d,\"sha256\":\"%s\"}}\n".formatted(progress.count(), progress.sha256()));
    }

    void addTrailers(HttpServerResponse response) {
        response.putTrailer(COUNT, Long.toString(progress.count())).putTrailer(SHA256, progress.sha256());
        if (cursor != null) {
            response.putTrailer(CURSOR, cursor);
        }
    }
}
