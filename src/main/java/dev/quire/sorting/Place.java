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

/// An open folder that files are moved from or to. If its path is replaced meanwhile, moves still use the folder that
/// was opened.
///
/// The folder is opened twice: by the Java library to read it, and by a system call to rename its entries. Both are
/// verified to be the same folder. Not thread-safe.
final class Place implements AutoCloseable {

    /// The result of moving a file.
    enum Outcome {
        MOVED,
        /// The file was already in the target folder, and not in the source folder.
        THERE,
        /// Both folders have an entry with this name.
        TAKEN,
        /// Neither folder has an entry with this name.
        GONE,
        /// The entry is no longer a regular file.
        CHANGED,
        /// The system does not permit the move, for example of an immutable file.
        DENIED,
        /// The target folder lies on another file system.
        ELSEWHERE
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
        return checked(calls, Folder.open(path, FolderPath.ROOT), calls.open(path));
    }

    /// Opens a subfolder.
    ///
    /// @throws NoSuchFileException if there is no entry with this name
    /// @throws NotDirectoryException if the entry is not a folder
    Place open(FileName name) throws IOException {
        return checked(calls, folder.open(name), calls.open(descriptor, name));
    }

    private static Place checked(LinuxCalls calls, Folder folder, int descriptor) throws IOException {
        var place = new Place(calls, folder, descriptor);
        try {
            if (descriptor < 0) {
                throw LinuxCalls.failure("a folder cannot be opened", descriptor);
            }
            if (!place.isSameFolder()) {
                throw new IOException("a folder was replaced while it was being opened");
            }
            return place;
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private boolean isSameFolder() throws IOException {
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

    /// Creates a subfolder if it does not exist.
    ///
    /// @throws IOException also if another kind of entry has the name
    void makeFolder(FileName name) throws IOException {
        var made = calls.makeFolder(descriptor, name);
        if (made == -LinuxCalls.EEXIST && isFolder(name)) {
            return;
        }
        if (made < 0) {
            throw LinuxCalls.failure("the folder " + name + " cannot be created", made);
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

    /// Moves a file from this folder to another one, atomically.
    Outcome move(FileName name, Place to) throws IOException {
        var type = type(name);
        if (type.isEmpty()) {
            touched = true; // An interrupted run may have moved it without making that durable.
            to.touched = true;
            return to.has(name) ? Outcome.THERE : Outcome.GONE;
        }
        if (!type.get().equals("file")) {
            return Outcome.CHANGED;
        }
        var moved = calls.rename(descriptor, name, to.descriptor);
        if (moved < 0) {
            return notMoved(name, moved);
        }
        touched = true;
        to.touched = true;
        return Outcome.MOVED;
    }

    /// @param error the negated errno
    /// @throws IOException if other moves would fail too
    private Outcome notMoved(FileName name, int error) throws IOException {
        if (error == -LinuxCalls.ENOENT && !has(name)) {
            return Outcome.GONE;
        }
        return switch (-error) {
            case LinuxCalls.EEXIST -> Outcome.TAKEN;
            case LinuxCalls.EPERM, LinuxCalls.EACCES, LinuxCalls.EBUSY -> Outcome.DENIED;
            case LinuxCalls.EXDEV -> Outcome.ELSEWHERE;
            default -> throw LinuxCalls.failure(name + " cannot be moved", error);
        };
    }

    /// Makes the moves into and out of this folder durable.
    void flush() throws IOException {
        if (touched) {
            var flushed = calls.flush(descriptor);
            if (flushed < 0) {
                throw LinuxCalls.failure("a folder cannot be written", flushed);
            }
            touched = false;
        }
    }

    /// Marks the folder as changed, so that the next flush writes it to disk.
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
