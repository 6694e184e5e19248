package dev.quire.folder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A snapshot of a folder. Entries are numbered from 0 in the order of their names. Immutable and thread-safe.
final class Contents {

    /// The coarsest resolution of file system timestamps. A change within this time after the previous one may leave
    /// the modification time of the folder unchanged.
    private static final Duration TIMESTAMP_RESOLUTION = Duration.ofSeconds(2);

    /// A snapshot that may be stale is still used for this multiple of the time that it took to read.
    private static final int REUSE_FACTOR = 3;

    private final Names names;
    private final @Nullable Attributes attributes;
    private final Folder.State state;
    private final boolean settled;
    private final long duration;
    private final long ended;

    private Contents(
            Names names,
            @Nullable Attributes attributes,
            Folder.State state,
            boolean settled,
            long duration,
            long ended) {
        this.names = names;
        this.attributes = attributes;
        this.state = state;
        this.settled = settled;
        this.duration = duration;
        this.ended = ended;
    }

    /// Reads a folder.
    ///
    /// @param folder freshly opened
    /// @param earlier an earlier snapshot, whose names are reused if the folder has not changed since
    /// @param withAttributes whether to read sizes, types and times too
    /// @param limit the maximum memory for the names, in bytes
    /// @throws IOException if the folder cannot be read, or its names exceed the limit
    static Contents of(Folder folder, @Nullable Contents earlier, boolean withAttributes, Instant now, long limit)
            throws IOException {
        var began = System.nanoTime();
        var state = folder.state();
        var kept = earlier != null && earlier.isUnchanged(state) ? earlier.names : null;
        var names = kept == null ? Names.read(folder, limit) : kept;
        var settled = kept != null || (isOld(state, now) && folder.state().equals(state));
        var ended = System.nanoTime();
        if (!withAttributes) {
            return new Contents(names, null, state, settled, ended - began, ended);
        }
        var read = Attributes.read(folder, names);
        ended = System.nanoTime();
        return new Contents(read.names(), read.attributes(), state, settled, ended - began, ended);
    }

    private static boolean isOld(Folder.State state, Instant now) {
        return state.modified().compareTo(FileTime.from(now.minus(TIMESTAMP_RESOLUTION))) < 0;
    }

    /// Whether this snapshot may be used while the folder is in the given state. Names alone are used until an entry is
    /// added or removed. Otherwise, and for attributes, whose changes do not show in the state of the folder, a
    /// snapshot is used for a limited time, so that the folder is not read continuously.
    boolean isUsable(Folder.State now) {
        if (state.identity() == null || !state.identity().equals(now.identity())) {
            return false;
        }
        return (attributes == null && isUnchanged(now)) || System.nanoTime() - ended <= REUSE_FACTOR * duration;
    }

    private boolean isUnchanged(Folder.State now) {
        return settled && state.equals(now);
    }

    int size() {
        return names.size();
    }

    /// The approximate size in memory, in bytes.
    int weight() {
        return 200 + names.weight() + (attributes == null ? 0 : attributes.weight());
    }

    Names names() {
        return names;
    }

    boolean hasAttributes() {
        return attributes != null;
    }

    /// @throws NullPointerException if the attributes were not read
    Attributes attributes() {
        return requireNonNull(attributes);
    }

    /// Returns an entry that still exists. Its attributes are those of the snapshot, if it has any.
    ///
    /// @throws java.nio.file.NoSuchFileException if the entry no longer exists
    FolderEntry entry(int number, Folder folder) throws IOException {
        var now = folder.entry(names.get(number));
        return attributes == null
                ? now
                // The values that the entry was sorted and filtered by.
                : FolderEntry.of(
                        now.name(), attributes.size(number), attributes.type(number), attributes.micros(number));
    }
}
