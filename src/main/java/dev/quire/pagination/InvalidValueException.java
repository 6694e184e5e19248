package dev.quire.pagination;

/// A text from a client or a user is not valid. The message is sent to the client and must not reveal internals. It
/// reads well after the name of the parameter or field, such as "must be an integer".
public final class InvalidValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}
