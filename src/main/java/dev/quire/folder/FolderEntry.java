package dev.quire.folder;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An entry of a folder.
///
/// @param size in bytes; null if the entry is not a regular file
/// @param type see [EntryType]
/// @param modified the modification time, with microseconds
public record FolderEntry(FileName name, @Nullable Long size, String type, Instant modified) {

    static FolderEntry of(FileName name, BasicFileAttributes attributes) {
        return of(name, size(attributes), EntryType.of(attributes, name), micros(attributes));
    }

    /// @param size in bytes, or [#NO_SIZE] if the entry is not a regular file
    /// @param type an index of [EntryType]
    /// @param micros the modification time, in microseconds since the epoch
    static FolderEntry of(FileName name, long size, int type, long micros) {
        return new FolderEntry(name, size == NO_SIZE ? null : size, EntryType.name(type), instant(micros));
    }

    /// Stands for no size. It sorts after every size, as nulls do in PostgreSQL.
    static final long NO_SIZE = Long.MAX_VALUE;

    static long size(BasicFileAttributes attributes) {
        return attributes.isRegularFile() ? attributes.size() : NO_SIZE;
    }

    static long micros(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS);
    }

    /// Microseconds since the epoch, limited to the range of a `long`.
    static long micros(Instant instant) {
        return FileTime.from(instant).to(TimeUnit.MICROSECONDS);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
