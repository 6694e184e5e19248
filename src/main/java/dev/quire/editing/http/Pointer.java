package dev.quire.editing.http;

import java.util.regex.Pattern;

/// Places in a body (RFC 6901).
final class Pointer {

    private static final int LONGEST_NAME = 60;

    /// What would not come back as it went out.
    private static final Pattern ODD =
            Pattern.compile("\\p{Cc}|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    private Pointer() {}

    /// A client's own name, of any length and with anything in it, is shortened and shown without what is odd.
    static String at(String parent, String name) {
        var shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return parent + "/"
                + ODD.matcher(shown).replaceAll("\uFFFD").replace("~", "~0").replace("/", "~1");
    }

    static String at(String parent, int index) {
        return parent + "/" + index;
    }
}
