package dev.quire.editing;

/// Thrown if an idempotency key was already used for a different request.
public final class ReusedKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReusedKeyException() {
        super("the idempotency key was already used for a different request", null, false, false);
    }
}
