package dev.quire.availability;

import org.jspecify.annotations.Nullable;

/// A data source cannot serve a request at the moment. A retry after a short delay may succeed.
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why the source is unavailable.
    public enum Reason {
        /// The source cannot be reached, or refuses connections.
        AWAY,
        /// The request was rejected before it was sent to the source, because too many others are in progress.
        OVERLOADED,
        /// The source did not respond within the time limit.
        LATE
    }

    private UnavailableException(Reason reason, @Nullable Throwable cause) {
        super(reason.toString(), cause, false, cause != null);
        this.reason = reason;
    }

    public static UnavailableException away(Throwable cause) {
        return new UnavailableException(Reason.AWAY, cause);
    }

    public static UnavailableException overloaded() {
        return new UnavailableException(Reason.OVERLOADED, null);
    }

    public static UnavailableException late(Throwable cause) {
        return new UnavailableException(Reason.LATE, cause);
    }

    public Reason reason() {
        return reason;
    }
}
