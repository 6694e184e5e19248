package dev.quire.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.http.JsonType;
import dev.quire.pagination.Field;
import dev.quire.pagination.NumberForm;
import java.util.List;

/// A format with its options.
///
/// @param marks whether to write checkpoints and an end mark; only NDJSON has them
/// @param numbers the form of numbers in NDJSON and JSON; CSV does not distinguish them from text
/// @param csv applies to CSV only
public record Rendering(Format format, boolean marks, NumberForm numbers, CsvDialect csv) {

    /// The media type with its parameters.
    public String contentType() {
        return switch (format) {
            case NDJSON, CSV -> format.contentType();
            case JSON -> JsonType.of(numbers);
        };
    }

    boolean hasMarks() {
        return marks && format == Format.NDJSON;
    }

    Layout layout(List<Field> fields, ObjectMapper json) {
        return switch (format) {
            case NDJSON -> new Ndjson(new JsonItem(fields, numbers, json));
            case CSV -> new Csv(fields, csv, json);
            case JSON -> new JsonArray(new JsonItem(fields, numbers, json));
        };
    }
}
