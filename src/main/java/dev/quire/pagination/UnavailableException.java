package dev.quire.pagination;

/// The source cannot be asked just now; asked again a little later, it may answer.
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(Throwable cause) {
        super(cause);
    }
}
