package dev.quire.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A write conflicts with the current state of the data. The message is sent to the client.
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /// @param field the name of the field whose value causes the conflict; null if there is no such field
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
