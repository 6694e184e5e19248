package dev.quire.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A write that the state of things does not allow; its message is written for the client.
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /// @param field the name of the field whose value is in the way, if it is one
    public ConflictException(String message, @Nullable String field) {
        super(message, null, false, false);
        this.field = field;
    }

    public ConflictException(String message) {
        this(message, null);
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
