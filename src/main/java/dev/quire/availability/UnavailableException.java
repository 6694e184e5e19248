package dev.quire.availability;

import org.jspecify.annotations.Nullable;

/// The source cannot be asked just now; asked again a little later, it may answer.
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why.
    public enum Reason {
        /// It is not there, or does not let itself be asked.
        AWAY,
        /// It is asked by so many others that this was not even begun.
        OVERLOADED,
        /// It was asked, and took longer than anybody may.
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
