package dev.quire.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subfolder of the served folder, and a record of the entries that a test created in it.
final class MadeFolder implements AutoCloseable {

    /// The served folder, as in the settings of the tests.
    static final Path SERVED = Path.of("target/test-files/served").toAbsolutePath();

    final Path path;
    final List<Made> entries = new ArrayList<>();

    /// @param raw the bytes of the name, one per character
    /// @param shown the name as clients see it
    record Made(String raw, String shown, @Nullable Long size, String type, Instant modified) {}

    MadeFolder(String name) {
        path = SERVED.resolve(name);
        try {
            delete(path);
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void file(String name, int size, String type, Instant modified) throws IOException {
        made(Files.write(path.resolve(name), new byte[size]), name, (long) size, type, modified);
    }

    /// The UTF-8 bytes of a text, one per character.
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// Creates a file whose name may be any bytes.
    ///
    /// @param raw the bytes of the name, one per character
    void odd(String raw, String shown) throws IOException {
        var file = raw(raw);
        Files.write(file, new byte[3]);
        made(file, shown, 3L, "application/octet-stream", Instant.parse("2011-12-09T12:50:00.123456Z"));
        entries.removeLast();
        entries.add(new Made(raw, shown, 3L, "application/octet-stream", Instant.parse("2011-12-09T12:50:00.123456Z")));
    }

    /// The path for a name that is given as one character per byte.
    Path raw(String name) {
        var address = new StringBuilder(path.toUri().getRawPath().replaceFirst("/*$", "/"));
        for (var octet : name.getBytes(StandardCharsets.ISO_8859_1)) {
            address.append("%%%02X".formatted(octet));
        }
        return Path.of(URI.create("file://" + address));
    }

    Path folder(String name, Instant modified) throws IOException {
        return made(Files.createDirectory(path.resolve(name)), name, null, "folder", modified);
    }

    void link(String name, Path target, Instant modified) throws IOException {
        made(Files.createSymbolicLink(path.resolve(name), target), name, null, "link", modified);
    }

    /// Creates a pipe. Its time is not set: the JDK would open the pipe for that, which blocks until there is a writer.
    void pipe(String name) throws IOException, InterruptedException {
        var pipe = path.resolve(name);
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        var modified = Files.getLastModifiedTime(pipe).toInstant().truncatedTo(ChronoUnit.MICROS);
        entries.add(new Made(name, name, null, "other", modified));
    }

    Path made(Path entry, String shown, @Nullable Long size, String type, Instant modified) throws IOException {
        var attributes = Files.getFileAttributeView(entry, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        attributes.setTimes(FileTime.from(modified), null, null);
        entries.add(new Made(utf8(shown), shown, size, type, modified));
        return entry;
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
