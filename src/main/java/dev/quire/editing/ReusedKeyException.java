package dev.quire.editing;

/// An idempotency key that was used for another request before.
public final class ReusedKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReusedKeyException() {
        super("used before", null, false, false);
    }
}
