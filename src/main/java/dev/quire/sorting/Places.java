package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The folder that is sorted, and those of its subfolders that were used last, all held open.
final class Places implements AutoCloseable {

    private static final int OPEN = 64;

    private final Place root;
    private final LinkedHashMap<FileName, Place> open = new LinkedHashMap<>(OPEN, 0.75f, true);

    private Places(Place root) {
        this.root = root;
    }

    static Places open(Path folder) throws IOException {
        return new Places(Place.open(LinuxCalls.available(), folder.toRealPath()));
    }

    Place root() {
        return root;
    }

    /// A subfolder, if there is one.
    ///
    /// @throws java.nio.file.NotDirectoryException if something else has the name
    Optional<Place> subfolder(FileName name) throws IOException {
        var known = open.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var place = root.open(name);
            open.put(name, place);
            if (open.size() > OPEN) {
                shut(open.pollFirstEntry().getValue());
            }
            return Optional.of(place);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// A subfolder, made if there is none.
    Place madeSubfolder(FileName name) throws IOException {
        var there = subfolder(name);
        if (there.isPresent()) {
            return there.get();
        }
        root.makeFolder(name);
        return subfolder(name).orElseThrow(() -> new IOException("the folder " + name + " has gone at once"));
    }

    private static void shut(Place place) throws IOException {
        try (place) {
            place.flush();
        }
    }

    /// Writes all moves so far through to the disk: those into a folder before those out of the other.
    void flush() throws IOException {
        for (var place : open.values()) {
            place.flush();
        }
        root.flush();
    }

    /// Takes away a subfolder that is empty.
    ///
    /// @return whether it is away
    boolean remove(FileName name) throws IOException {
        var known = open.remove(name);
        if (known != null) {
            shut(known);
        }
        try {
            root.folder().handle().deleteDirectory(name.path());
            root.touch();
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (java.nio.file.FileSystemException e) {
            return false; // Something is in it, or it is no folder any more.
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
