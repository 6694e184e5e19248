package dev.quire.principal;

import java.util.Locale;

/// Who asks. A place for those that prove who they are, by a key or a token: each would be a kind of its own.
///
/// @param name tells it from others of its kind
public record Principal(Kind kind, String name) {

    /// What is known of a principal.
    public enum Kind {
        /// Nothing but where it asks from: an address, or with IPv6 the network of 64 bits that a customer has at
        /// least.
        ANONYMOUS
    }

    /// As logs name it, such as `anonymous:192.0.2.7`.
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /// Those who may see the same, empty for everyone: what is kept for one of them may be shown to all, and a cursor
    /// of one serves all.
    public String audience() {
        return switch (kind) {
            case ANONYMOUS -> "";
        };
    }

    /// Whose things are: empty for nobody's, as an address is nobody, and may be another one with the next request.
    public String owner() {
        return switch (kind) {
            case ANONYMOUS -> "";
        };
    }
}
