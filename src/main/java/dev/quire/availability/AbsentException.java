package dev.quire.availability;

/// There is nothing where a request looks: no such section. Its message is written for the client.
public final class AbsentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AbsentException(String message) {
        super(message, null, false, false);
    }
}
