package dev.quire.folder;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A folder as it was read. The entries bear numbers in the order of their names. Immutable.
final class Contents {

    /// File systems tell times in steps, some of two seconds: a change within the step of the last one may not show.
    private static final Duration STEP = Duration.ofSeconds(2);

    /// How much longer than it took to read a folder the reading serves, though names may have come and gone.
    private static final int WORTH = 3;

    private final Names names;
    private final @Nullable Attributes attributes;
    private final Folder.State state;
    private final boolean settled;
    private final long took;
    private final long ended;

    private Contents(
            Names names, @Nullable Attributes attributes, Folder.State state, boolean settled, long took, long ended) {
        this.names = names;
        this.attributes = attributes;
        this.state = state;
        this.settled = settled;
        this.took = took;
        this.ended = ended;
    }

    /// @param folder freshly opened
    /// @param earlier whose names are taken if they still hold
    /// @param withAttributes whether sizes, types and times are read, too
    static Contents of(Folder folder, @Nullable Contents earlier, boolean withAttributes, Instant now, long limit)
            throws IOException {
        var began = System.nanoTime();
        var state = folder.state();
        var kept = earlier != null && earlier.holds(state) ? earlier.names : null;
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
        return state.modified().compareTo(FileTime.from(now.minus(STEP))) < 0;
    }

    /// Whether it may be served while the folder is in this state: as long as no name has come or gone; and else, or as
    /// attributes change without a trace in the folder, for a time that keeps reading from taking all of it.
    boolean serves(Folder.State now) {
        if (state.identity() == null || !state.identity().equals(now.identity())) {
            return false;
        }
        return (attributes == null && holds(now)) || System.nanoTime() - ended <= WORTH * took;
    }

    private boolean holds(Folder.State now) {
        return settled && state.equals(now);
    }

    int size() {
        return names.size();
    }

    /// In bytes, about.
    int weight() {
        return 200 + names.weight() + (attributes == null ? 0 : attributes.weight());
    }

    Names names() {
        return names;
    }

    boolean hasAttributes() {
        return attributes != null;
    }

    /// @throws NullPointerException if they were not read
    Attributes attributes() {
        return requireNonNull(attributes);
    }

    /// @throws java.nio.file.NoSuchFileException if it has gone
    FolderEntry entry(int number, Folder folder) throws IOException {
        var now = folder.entry(names.get(number));
        return attributes == null
                ? now
                // As it was when it was sorted and filtered.
                : FolderEntry.of(
                        now.name(), attributes.size(number), attributes.type(number), attributes.micros(number));
    }
}
