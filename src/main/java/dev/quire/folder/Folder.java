package dev.quire.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An open folder. It stays the folder that was opened, even if its path is renamed or replaced meanwhile.
///
/// Links are not followed, and no entries other than folders are opened. The folder must be closed. Not thread-safe.
public final class Folder implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final SecureDirectoryStream<Path> handle;

    private Folder(SecureDirectoryStream<Path> handle) {
        this.handle = handle;
    }

    /// Identifies a folder and its version: the modification time changes when an entry is added or removed.
    ///
    /// @param identity null if the file system has no file keys
    record State(@Nullable Object identity, FileTime modified) {}

    /// Opens a folder below the root.
    ///
    /// @param root may be a link or contain links, because it is configured and not chosen by a client
    /// @throws NoSuchFileException if a name on the path does not exist
    /// @throws NotDirectoryException if a name on the path is not a folder; a link to a folder is not a folder
    public static Folder open(Path root, FolderPath path) throws IOException {
        var folder = root(root);
        for (var name : path.names()) {
            folder = folder.descend(name);
        }
        return folder;
    }

    @SuppressWarnings("StreamResourceLeak") // The returned folder closes the stream.
    private static Folder root(Path root) throws IOException {
        if (Files.newDirectoryStream(root) instanceof SecureDirectoryStream<Path> handle) {
            return new Folder(handle);
        }
        throw new IOException("this system does not support operations relative to an open folder");
    }

    /// Opens a subfolder and closes this folder.
    private Folder descend(FileName name) throws IOException {
        try (handle) {
            return open(name);
        }
    }

    /// Opens a subfolder.
    ///
    /// @throws NoSuchFileException if there is no entry with this name
    /// @throws NotDirectoryException if the entry is not a folder
    public Folder open(FileName name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            requireFolder(name); // Opening another kind of entry may block, as for a pipe, or have side effects.
            try {
                return new Folder(handle.newDirectoryStream(name.path(), LinkOption.NOFOLLOW_LINKS));
            } catch (IOException e) {
                requireFolder(name); // The folder may have been replaced by a link meanwhile.
                if (attempt == ATTEMPTS) { // Otherwise it was replaced and is a folder again: retry.
                    throw e;
                }
            }
        }
    }

    private void requireFolder(FileName name) throws IOException {
        if (!attributes(name).isDirectory()) {
            throw new NotDirectoryException(name.toString());
        }
    }

    /// Reads the attributes of an entry; for a link, those of the link itself.
    ///
    /// @throws NoSuchFileException if there is no entry with this name
    BasicFileAttributes attributes(FileName name) throws IOException {
        return handle.getFileAttributeView(name.path(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /// @throws NoSuchFileException if there is no entry with this name
    public FolderEntry entry(FileName name) throws IOException {
        return FolderEntry.of(name, attributes(name));
    }

    /// Passes the names of all entries to the consumer, in no particular order. An entry that exists for the whole time
    /// is passed exactly once. May be called only once.
    public void forEach(Consumer<FileName> consumer) throws IOException {
        try {
            for (var entry : handle) {
                consumer.accept(FileName.of(entry));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    State state() throws IOException {
        var attributes =
                handle.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
        return new State(attributes.fileKey(), attributes.lastModifiedTime());
    }

    /// Returns the underlying stream, for other operations in this folder. The caller must not follow links.
    public SecureDirectoryStream<Path> handle() {
        return handle;
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }
}
