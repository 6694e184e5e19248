package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.pagination.InvalidValueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The write-ahead journal of a run: its plan and its progress, in a file of the sorted folder.
///
/// A run is appended to the previous one, which can be undone as long as the new run has not moved a file. Each record
/// is one line. Names are written in the text form of [FileName], which contains no line breaks:
///
///     quire sort-files 1
///     into NAME made|found      the next files go into this subfolder, which is new, or existed
///     file NAME
///     plan COUNT CHECKSUM       the plan is complete; it is durable before a file is moved
///     left NUMBER REASON        the file with this number in the plan was not moved
///     done NUMBER               all files up to this number are processed and durable
///     undo                      the run is being undone from here on
///     over                      the run, or after `undo` its undo, is complete
///
/// The records after the plan may be incomplete or damaged at any point. They are read up to that point, and the rest
/// is determined from the folder itself. A lock admits one process at a time. The file is never deleted, so that all
/// processes lock the same file.
final class Journal implements AutoCloseable {

    static final FileName NAME = FileName.parse(".quire-sort.journal");

    static final String HEADER = "quire sort-files 1";

    private final JournalFile file;
    private final FileLock lock;
    private JournalState state;
    private @Nullable FileName current;
    private long planned;

    private Journal(JournalFile file, FileLock lock, JournalState state) {
        this.file = file;
        this.lock = lock;
        this.state = state;
    }

    /// @throws RunException if another run has locked the journal, or if the journal is damaged
    static Journal open(Place place) throws IOException {
        var channel = (FileChannel) place.folder()
                .handle()
                .newByteChannel(
                        NAME.path(),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS));
        try {
            var file = new JournalFile(channel);
            var journal = new Journal(file, locked(channel), state(file));
            file.cut(journal.state.end());
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock locked(FileChannel channel) throws IOException {
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // This process holds the lock.
        }
        throw new RunException("another run is in progress in this folder");
    }

    /// Reads the state of the last run without locking the journal.
    static JournalState look(Place place) throws IOException {
        if (!place.has(NAME)) {
            return JournalState.NOTHING;
        }
        try (var channel = (FileChannel) place.folder()
                .handle()
                .newByteChannel(NAME.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return state(new JournalFile(channel));
        }
    }

    private static JournalState state(JournalFile file) throws IOException {
        var lines = file.lines(0);
        var header = lines.next();
        if (header.isEmpty() && HEADER.startsWith(lines.rest())) {
            return JournalState.NOTHING;
        }
        if (!header.equals(Optional.of(HEADER))) {
            throw new RunException("the file " + NAME + " is not a journal of this command: move it to another folder");
        }
        var state = JournalState.NOTHING;
        for (var followed = true; followed; ) {
            var reader = new JournalReader(lines, state.end());
            var run = reader.state();
            if (run.stage() == JournalState.Stage.PLANNING && state.stage() == JournalState.Stage.DONE) {
                return state; // The last run was interrupted before it moved a file.
            }
            state = run;
            followed = reader.isFollowed();
        }
        return state;
    }

    JournalState state() {
        return state;
    }

    /// Begins a new plan. Keeps the previous run, if it is complete.
    void begin() throws IOException {
        var begin = state.stage() == JournalState.Stage.DONE ? state.end() : 0;
        file.cut(begin);
        state = new JournalState(JournalState.Stage.PLANNING, 0, 0, new BitSet(), begin, begin);
        current = null;
        planned = 0;
        file.write(HEADER);
    }

    /// Adds a file to the plan.
    ///
    /// @param made whether the run creates the subfolder
    void plan(FileName folder, boolean made, FileName name) throws IOException {
        if (current == null || !current.equals(folder)) {
            file.write("into " + folder + (made ? " made" : " found"));
            current = folder;
        }
        file.write("file " + name);
        planned++;
    }

    /// Completes the plan and makes it durable.
    void planned() throws IOException {
        file.write(plan(planned, file.checksum()));
        file.flush();
        state = new JournalState(JournalState.Stage.MOVING, planned, 0, new BitSet(), state.begin(), file.end());
    }

    static String plan(long count, long checksum) {
        return "plan " + count + " " + checksum;
    }

    void left(long number, Place.Outcome reason) throws IOException {
        file.write("left " + number + " " + reason);
        state.left().set(Math.toIntExact(number));
    }

    /// Records that all files up to a number are processed. The caller must have made their moves durable.
    void done(long number) throws IOException {
        file.write("done " + number);
        file.flush();
        state = state.done(number);
    }

    void undo() throws IOException {
        file.write("undo");
        file.flush();
        state = state.at(JournalState.Stage.UNDOING);
    }

    void over() throws IOException {
        file.write("over");
        file.flush();
        state = state.at(
                state.stage() == JournalState.Stage.UNDOING ? JournalState.Stage.UNDONE : JournalState.Stage.DONE);
    }

    /// Removes the current run, which has moved no file. The run before it can then be undone.
    void discard() throws IOException {
        file.cut(state.begin());
        file.flush();
        state = state(file);
    }

    /// Empties the journal.
    void clear() throws IOException {
        file.cut(0);
        file.flush();
        state = JournalState.NOTHING;
    }

    /// Receives the moves of the plan.
    interface Visitor {
        /// @param number from 1
        /// @param made whether the run makes the subfolder
        void visit(long number, FileName folder, boolean made, FileName name) throws IOException;
    }

    /// Reads a range of the plan.
    ///
    /// @param first the first number, from 1
    /// @param last the last number, inclusive
    void forEach(long first, long last, Visitor visitor) throws IOException {
        var lines = file.lines(state.begin());
        lines.next();
        @Nullable FileName folder = null;
        var made = false;
        for (long number = 1; number <= last; ) {
            var line = lines.next().orElseThrow(Journal::damaged);
            if (line.startsWith("into ")) {
                folder = name(line.substring("into ".length(), line.lastIndexOf(' ')));
                made = line.endsWith(" made");
            } else if (folder != null && line.startsWith("file ")) {
                if (number >= first) {
                    visitor.visit(number, folder, made, name(line.substring("file ".length())));
                }
                number++;
            } else {
                throw damaged();
            }
        }
    }

    private static FileName name(String text) throws RunException {
        try {
            return FileName.parse(text);
        } catch (InvalidValueException e) {
            throw damaged();
        }
    }

    static RunException damaged() {
        return new RunException("the journal is damaged, so no file is moved: compare " + NAME
                + " with the folder, and then move it to another folder");
    }

    @Override
    public void close() throws IOException {
        try (file) {
            lock.release();
        }
    }
}
