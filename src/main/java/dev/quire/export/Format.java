package dev.quire.export;

import java.util.Locale;

/// The formats of an export.
public enum Format {
    /// One item per line, with marks between them.
    NDJSON(Format.NDJSON_TYPE, Format.NDJSON_TYPE),
    /// RFC 4180.
    CSV(Format.CSV_TYPE, "text/csv;charset=UTF-8;header=present"),
    /// One JSON array.
    JSON(Format.JSON_TYPE, Format.JSON_TYPE);

    public static final String NDJSON_TYPE = "application/x-ndjson";
    public static final String CSV_TYPE = "text/csv";
    public static final String JSON_TYPE = "application/json";

    private final String mediaType;
    private final String contentType;

    Format(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// The media type with its parameters.
    public String contentType() {
        return contentType;
    }

    /// The name in the parameter `format` and as a file extension.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
