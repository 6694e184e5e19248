package dev.quire.export;

import org.jspecify.annotations.Nullable;

/// Writes items in a format. An instance has state and belongs to one export and one thread.
sealed interface Layout permits Ndjson, Csv, JsonArray {

    /// Writes what precedes the items.
    void begin(Text text);

    /// @param row begins with the values of the fields
    void item(@Nullable Object[] row, Text text);

    /// Writes what follows the items.
    void end(Text text);
}
