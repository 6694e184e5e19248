package dev.quire.export;

import org.jspecify.annotations.Nullable;

/// One item per line.
record Ndjson(JsonItem json) implements Layout {

    @Override
    public void begin(Text text) {}

    @Override
    public void item(@Nullable Object[] row, Text text) {
        json.write(row, text);
        text.octet('\n');
    }

    @Override
    public void end(Text text) {}
}
