package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.folder.Folder;
import dev.quire.folder.FolderPath;
import java.io.IOException;
import java.nio.file.Path;

/// What has to be known of a folder before its files can be numbered off.
///
/// @param entries how many it has
/// @param lastBatch the highest number of a numbered subfolder, or whatever has such a name; 0 without one
record Survey(long entries, long lastBatch) {

    static Survey of(Path path) throws IOException {
        try (var folder = Folder.open(path, FolderPath.ROOT)) {
            var counting = new Counting();
            folder.forEach(counting::add);
            return new Survey(counting.entries, counting.lastBatch);
        }
    }

    Rule.Batches batches(long size) {
        return Rule.Batches.of(size, lastBatch + 1, entries);
    }

    private static final class Counting {
        private long entries;
        private long lastBatch;

        void add(FileName name) {
            entries++;
            lastBatch = Math.max(lastBatch, Rule.Batches.number(name));
        }
    }
}
