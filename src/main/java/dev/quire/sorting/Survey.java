package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.folder.Folder;
import dev.quire.folder.FolderPath;
import java.io.IOException;
import java.nio.file.Path;

/// The data that is needed to plan numbered subfolders.
///
/// @param entries the number of entries in the folder
/// @param lastBatch the highest number in an entry name that looks like a numbered subfolder; 0 if there is none
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
