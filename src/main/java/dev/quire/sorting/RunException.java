package dev.quire.sorting;

import java.io.IOException;

/// Why a run does not begin or go on, for a person to read.
final class RunException extends IOException {

    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }
}
