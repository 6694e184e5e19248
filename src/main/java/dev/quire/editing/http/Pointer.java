package dev.quire.editing.http;

import java.util.regex.Pattern;

/// Builds JSON pointers to places in a body (RFC 6901).
final class Pointer {

    private static final int MAX_NAME_LENGTH = 60;

    /// Control characters and unpaired surrogates, which a JSON response could not reproduce unchanged.
    private static final Pattern UNSAFE =
            Pattern.compile("\\p{Cc}|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    private Pointer() {}

    /// Appends a name. As the client chose it, it is truncated to 60 characters, and unsafe characters are replaced.
    static String at(String parent, String name) {
        var shown = name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) + "…" : name;
        return parent + "/"
                + UNSAFE.matcher(shown).replaceAll("\uFFFD").replace("~", "~0").replace("/", "~1");
    }

    static String at(String parent, int index) {
        return parent + "/" + index;
    }
}
