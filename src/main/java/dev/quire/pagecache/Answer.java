package dev.quire.pagecache;

import org.jspecify.annotations.Nullable;

/// A ready response. It is immutable as long as callers do not modify the array that [#body] returns.
public final class Answer {

    private static final Answer NOTHING = new Answer(new byte[0], "", null);

    private final byte[] body;
    private final String link;
    private final @Nullable String next;

    /// @param body the bytes of the response body; empty if nothing exists at the address
    /// @param link the value of the `Link` header
    /// @param next the address of the next page; null if there is none
    public Answer(byte[] body, String link, @Nullable String next) {
        this.body = body;
        this.link = link;
        this.next = next;
    }

    /// The response for an address at which nothing exists, to be sent as 404.
    public static Answer nothing() {
        return NOTHING;
    }

    public boolean isNothing() {
        return body.length == 0;
    }

    public byte[] body() {
        return body;
    }

    public String link() {
        return link;
    }

    public @Nullable String next() {
        return next;
    }
}
