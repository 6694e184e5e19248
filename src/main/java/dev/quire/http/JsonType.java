package dev.quire.http;

import dev.quire.pagination.NumberForm;

/// The media types of JSON responses. The parameter `numbers` tells the two forms of an item apart, so that each has a
/// description of its own in the OpenAPI document. Readers of `application/json` ignore it (RFC 8259, 11).
public final class JsonType {

    public static final String PLAIN = "application/json";
    public static final String STRINGS = PLAIN + ";numbers=strings";

    private JsonType() {}

    public static String of(NumberForm numbers) {
        return switch (numbers) {
            case JSON -> PLAIN;
            case STRINGS -> STRINGS;
        };
    }
}
