package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.time.Instant;

/// A file as a page lists it.
///
/// @param size in bytes
/// @param type its media type
record Listed(FileName name, long size, String type, Instant modified) {

    boolean isHidden() {
        return name.bytes()[0] == '.';
    }
}
