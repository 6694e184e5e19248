package dev.quire.folder;

import java.io.IOException;

/// A folder has more entries than may be held.
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException() {
        super("it takes more memory than may be used for it");
    }
}
