package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.time.Instant;

/// A file as listed on a page.
///
/// @param size in bytes
/// @param type the media type
record Listed(FileName name, long size, String type, Instant modified) {

    boolean isHidden() {
        return name.bytes()[0] == '.';
    }
}
