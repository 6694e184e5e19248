package dev.quire.pagecache;

import org.jspecify.annotations.Nullable;

/// A ready answer. Immutable: nobody changes the bytes.
public final class Answer {

    private static final Answer NOTHING = new Answer(new byte[0], "", null);

    private final byte[] body;
    private final String link;
    private final @Nullable String next;

    /// @param body the bytes to send
    /// @param link the value of the `Link` header
    /// @param next the address of the page that follows, null if none does
    public Answer(byte[] body, String link, @Nullable String next) {
        this.body = body;
        this.link = link;
        this.next = next;
    }

    /// The answer that there is nothing at this address.
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
