package dev.quire.availability;

/// The requested section of a collection does not exist. The message is sent to the client.
public final class AbsentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AbsentException(String message) {
        super(message, null, false, false);
    }
}
