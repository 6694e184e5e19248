package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The sorted folder and its most recently used subfolders, all held open. Not thread-safe.
final class Places implements AutoCloseable {

    private static final int MAX_OPEN = 64;

    private final Place root;
    private final LinkedHashMap<FileName, Place> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);

    private Places(Place root) {
        this.root = root;
    }

    static Places open(Path folder) throws IOException {
        return new Places(Place.open(LinuxCalls.available(), folder.toRealPath()));
    }

    Place root() {
        return root;
    }

    /// Returns a subfolder, or empty if it does not exist.
    ///
    /// @throws java.nio.file.NotDirectoryException if the entry is not a folder
    Optional<Place> subfolder(FileName name) throws IOException {
        var known = open.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var place = root.open(name);
            open.put(name, place);
            if (open.size() > MAX_OPEN) {
                flushAndClose(open.pollFirstEntry().getValue());
            }
            return Optional.of(place);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Returns a subfolder, and creates it if it does not exist.
    Place createdSubfolder(FileName name) throws IOException {
        var there = subfolder(name);
        if (there.isPresent()) {
            return there.get();
        }
        root.makeFolder(name);
        return subfolder(name)
                .orElseThrow(
                        () -> new IOException("the folder " + name + " was deleted immediately after it was created"));
    }

    private static void flushAndClose(Place place) throws IOException {
        try (place) {
            place.flush();
        }
    }

    /// Makes all moves so far durable. The subfolders are written before the sorted folder, so that a crash in between
    /// cannot lose a file.
    void flush() throws IOException {
        for (var place : open.values()) {
            place.flush();
        }
        root.flush();
    }

    /// Removes a subfolder if it is empty.
    ///
    /// @return whether the subfolder no longer exists
    boolean remove(FileName name) throws IOException {
        var known = open.remove(name);
        if (known != null) {
            flushAndClose(known);
        }
        try {
            root.folder().handle().deleteDirectory(name.path());
            root.touch();
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (java.nio.file.FileSystemException e) {
            return false; // It is not empty, or no longer a folder.
        }
    }

    @Override
    public void close() throws IOException {
        try (root) {
            for (var place : open.values()) {
                place.close();
            }
        }
    }
}
