package dev.quire.principal;

import java.util.Locale;

/// The identity of a client. Authentication, by an API key or a token, can be added as a further [Kind]. Immutable.
///
/// @param kind how the client was identified
/// @param name identifies the client among those of its kind; not null
public record Principal(Kind kind, String name) {

    /// The ways to identify a client.
    public enum Kind {
        /// Not authenticated. Identified by its IPv4 address or its IPv6 /64 network.
        ANONYMOUS
    }

    /// Returns the form used in logs, such as `anonymous:192.0.2.7`.
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /// Returns the group of principals that may see the same data; empty for everyone. Cached pages and cursors are
    /// shared within an audience.
    public String audience() {
        return switch (kind) {
            case ANONYMOUS -> "";
        };
    }

    /// Returns the owner of what this principal creates; empty if it has none. Anonymous clients own nothing,
    /// because their address can change between requests.
    public String owner() {
        return switch (kind) {
            case ANONYMOUS -> "";
        };
    }
}
