package dev.quire.folder;

import java.io.IOException;

/// The names of a folder exceed the memory limit.
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException() {
        super("its names exceed the memory limit");
    }
}
