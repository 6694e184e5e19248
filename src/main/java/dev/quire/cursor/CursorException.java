package dev.quire.cursor;

/// A cursor that cannot be continued from. Its message is written for the client.
public final class CursorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why; only an authentic cursor is told more than [#INVALID].
    public enum Reason {
        /// Not one of ours, or of another collection, or of a key that is gone.
        INVALID("is not a cursor of this collection: take it from an answer as it stands"),
        /// Of this collection, but of another sort or other filters.
        MISMATCH("belongs to another sort or other filters: repeat those of the answer it came from"),
        /// Too old.
        EXPIRED("has expired: begin the walk anew");

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
