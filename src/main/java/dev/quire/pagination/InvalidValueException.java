package dev.quire.pagination;

/// A text from outside that is not what it should be. The message is written for the client and shows nothing internal.
public final class InvalidValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidValueException(String message) {
        super(message);
    }
}
