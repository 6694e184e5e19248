package dev.quire.sorting;

import java.io.IOException;

/// A run cannot start or continue. The message is written for the user.
final class RunException extends IOException {

    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }
}
