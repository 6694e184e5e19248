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

/// A folder that is open: whatever is renamed or put in its place meanwhile, this is the folder that was opened.
///
/// No entry is ever followed or opened but a folder. What was opened has to be closed.
public final class Folder implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final SecureDirectoryStream<Path> handle;

    private Folder(SecureDirectoryStream<Path> handle) {
        this.handle = handle;
    }

    /// What tells a folder from others, and from itself before a name in it came or went.
    record State(@Nullable Object identity, FileTime modified) {}

    /// Opens a folder below the root.
    ///
    /// @param root may be a link, and lead over links: it is not what a client named
    /// @throws NoSuchFileException if a name on the path is not there
    /// @throws NotDirectoryException if it is no folder, a link to one included
    public static Folder open(Path root, FolderPath path) throws IOException {
        var folder = root(root);
        for (var name : path.names()) {
            folder = folder.left(name);
        }
        return folder;
    }

    @SuppressWarnings("StreamResourceLeak") // What is made of it is closed in its place.
    private static Folder root(Path root) throws IOException {
        if (Files.newDirectoryStream(root) instanceof SecureDirectoryStream<Path> handle) {
            return new Folder(handle);
        }
        throw new IOException("this system has no handles of open folders");
    }

    /// The folder of this name, this one being closed.
    private Folder left(FileName name) throws IOException {
        try (handle) {
            return open(name);
        }
    }

    /// Opens a folder in this one.
    ///
    /// @throws NoSuchFileException if nothing has the name
    /// @throws NotDirectoryException if it is no folder
    public Folder open(FileName name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            requireFolder(name); // To open something else could wait for whoever writes to it, or worse.
            try {
                return new Folder(handle.newDirectoryStream(name.path(), LinkOption.NOFOLLOW_LINKS));
            } catch (IOException e) {
                requireFolder(name); // It may have been swapped for a link since,
                if (attempt == ATTEMPTS) { // and back again.
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

    /// What is known of an entry itself, not of what it may link to.
    ///
    /// @throws NoSuchFileException if nothing has the name
    BasicFileAttributes attributes(FileName name) throws IOException {
        return handle.getFileAttributeView(name.path(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /// @throws NoSuchFileException if nothing has the name
    public FolderEntry entry(FileName name) throws IOException {
        return FolderEntry.of(name, attributes(name));
    }

    /// The names of all entries, in no order, each that is there all along exactly once. May be called once.
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

    /// The open folder itself, for what else has to be done in it: every name is to be taken as it is, no link
    /// followed.
    public SecureDirectoryStream<Path> handle() {
        return handle;
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }
}
