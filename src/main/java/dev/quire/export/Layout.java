package dev.quire.export;

import org.jspecify.annotations.Nullable;

/// How items stand in a format. Holds what it needs from one item to the next: of one export, for one thread.
sealed interface Layout permits Ndjson, Csv, JsonArray {

    /// What stands before all items.
    void begin(Text text);

    /// @param row begins with the values of the fields
    void item(@Nullable Object[] row, Text text);

    /// What stands after all items.
    void end(Text text);
}
