package dev.quire.pagecache;

import dev.quire.http.Address;

/// A response without anything that depends on the address of the request, so that one entry serves every host
/// name and every spelling of the same parameters. An [Ending] adds the rest when the response is sent.
///
/// Immutable as long as callers do not modify the array that [#body] returns.
public final class Answer {

    private static final Answer NOTHING = new Answer(new byte[0], "");

    private final byte[] body;
    private final String links;
    private final int fixed;

    /// @param body the response body without its end; empty if nothing exists at the address
    /// @param links describes the links of the response, in a format that only the sender knows
    public Answer(byte[] body, String links) {
        this.body = body;
        this.links = links;
        this.fixed = fixed(body);
    }

    private static int fixed(byte[] body) {
        for (int i = 0; i < body.length; i++) {
            if (body[i] == Address.BASE) {
                return i;
            }
        }
        return body.length;
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

    public String links() {
        return links;
    }

    /// The length of the part of the body that is the same for every request: up to the first [Address#BASE], or all of
    /// it.
    public int fixed() {
        return fixed;
    }
}
