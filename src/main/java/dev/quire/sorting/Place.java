package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.folder.Folder;
import dev.quire.folder.FolderPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/// A folder that files are moved from or to, held open: whatever is put in its place meanwhile, no move leads there.
///
/// Java holds it open to look, and this system to rename; both are checked to be one folder.
final class Place implements AutoCloseable {

    /// What came of moving a name.
    enum Outcome {
        MOVED,
        /// It was there already, and not here.
        THERE,
        /// Both places have the name.
        TAKEN,
        /// Neither place has it.
        GONE,
        /// It is no file.
        CHANGED
    }

    private final LinuxCalls calls;
    private final Folder folder;
    private final int descriptor;
    private boolean touched;

    private Place(LinuxCalls calls, Folder folder, int descriptor) {
        this.calls = calls;
        this.folder = folder;
        this.descriptor = descriptor;
    }

    /// @param path without links
    static Place open(LinuxCalls calls, Path path) throws IOException {
        return held(calls, Folder.open(path, FolderPath.ROOT), calls.open(path));
    }

    /// Opens a folder in this one.
    ///
    /// @throws NoSuchFileException if nothing has the name
    /// @throws NotDirectoryException if it is no folder
    Place open(FileName name) throws IOException {
        return held(calls, folder.open(name), calls.open(descriptor, name));
    }

    private static Place held(LinuxCalls calls, Folder folder, int descriptor) throws IOException {
        var place = new Place(calls, folder, descriptor);
        try {
            if (descriptor < 0) {
                throw LinuxCalls.failure("a folder cannot be opened", descriptor);
            }
            if (!place.isOne()) {
                throw new IOException("a folder was replaced while it was opened");
            }
            return place;
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private boolean isOne() throws IOException {
        var looked = folder.handle()
                .getFileAttributeView(BasicFileAttributeView.class)
                .readAttributes()
                .fileKey();
        var opened = Files.readAttributes(Path.of("/proc/self/fd/" + descriptor), BasicFileAttributes.class);
        return looked != null && Objects.equals(looked, opened.fileKey());
    }

    Folder folder() {
        return folder;
    }

    /// Makes a folder in this one unless there is one.
    ///
    /// @throws IOException also if something else has the name
    void makeFolder(FileName name) throws IOException {
        var made = calls.makeFolder(descriptor, name);
        if (made == -LinuxCalls.EXISTS && isFolder(name)) {
            return;
        }
        if (made < 0) {
            throw LinuxCalls.failure("the folder " + name + " cannot be made", made);
        }
        touched = true;
    }

    boolean isFolder(FileName name) throws IOException {
        return type(name).filter("folder"::equals).isPresent();
    }

    private Optional<String> type(FileName name) throws IOException {
        try {
            var entry = folder.entry(name);
            return Optional.of(entry.size() == null ? entry.type() : "file");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean has(FileName name) throws IOException {
        return type(name).isPresent();
    }

    /// Moves a file of this place to the other one, in one step that either happens or does not.
    Outcome move(FileName name, Place to) throws IOException {
        var type = type(name);
        if (type.isEmpty()) {
            touched = true; // It may have been moved a moment ago, by a run that was cut off.
            to.touched = true;
            return to.has(name) ? Outcome.THERE : Outcome.GONE;
        }
        if (!type.get().equals("file")) {
            return Outcome.CHANGED;
        }
        var moved = calls.rename(descriptor, name, to.descriptor);
        if (moved == -LinuxCalls.EXISTS) {
            return Outcome.TAKEN;
        }
        if (moved == -LinuxCalls.NO_SUCH_FILE && !has(name)) {
            return Outcome.GONE;
        }
        if (moved < 0) {
            throw LinuxCalls.failure(name + " cannot be moved", moved);
        }
        touched = true;
        to.touched = true;
        return Outcome.MOVED;
    }

    /// Writes what was moved, here or from here, through to the disk.
    void flush() throws IOException {
        if (touched) {
            var flushed = calls.flush(descriptor);
            if (flushed < 0) {
                throw LinuxCalls.failure("a folder cannot be written", flushed);
            }
            touched = false;
        }
    }

    /// Of what was moved, nothing is known to be on the disk.
    void touch() {
        touched = true;
    }

    @Override
    public void close() throws IOException {
        if (descriptor >= 0) {
            calls.close(descriptor);
        }
        folder.close();
    }
}
