package dev.quire.export;

import org.jspecify.annotations.Nullable;

/// One JSON array with one item per line.
final class JsonArray implements Layout {

    private final JsonItem json;
    private boolean first = true;

    JsonArray(JsonItem json) {
        this.json = json;
    }

    @Override
    public void begin(Text text) {
        text.octet('[');
    }

    @Override
    public void item(@Nullable Object[] row, Text text) {
        if (!first) {
            text.octet(',');
        }
        first = false;
        text.octet('\n');
        json.write(row, text);
    }

    @Override
    public void end(Text text) {
        text.ascii("\n]\n");
    }
}
