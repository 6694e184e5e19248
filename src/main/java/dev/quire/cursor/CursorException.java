package dev.quire.cursor;

/// A cursor was rejected. The message is sent to the client and reads well after the name of the parameter.
public final class CursorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why the cursor was rejected. Reasons other than [#INVALID] are reported for authentic cursors only, so that a
    /// forger learns nothing from them.
    public enum Reason {
        /// Malformed, forged, issued for another collection or audience, or sealed by a key that was removed.
        INVALID("is not a valid cursor of this collection; use a cursor from a response, unchanged"),
        /// Issued for this collection, but for another sort or other filters.
        MISMATCH("belongs to another sort or other filters; repeat those of the request that returned it"),
        /// Past its expiry time.
        EXPIRED("has expired; start again from the first page");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }
    }

    private final Reason reason;

    public CursorException(Reason reason) {
        super(reason.detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
