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

/// What a run is going to do and how far it is, in a file of the folder that outlives the process.
///
/// A line for each record, a name as its text ([FileName]), which holds no line end:
///
///     quire sort-files 1
///     into NAME made|found      what follows goes into this subfolder, which was not there, or was
///     file NAME
///     plan COUNT CHECKSUM       the plan is complete, and durable before anything is moved
///     left NUMBER REASON        this one of the plan stays
///     done NUMBER               all up to this one are settled, durably
///     undo                      from here on the way is back
///     over                      nothing more is to do, forwards or, after `undo`, backwards
///
/// What follows the plan may be cut off or damaged at any point: it is read up to there, and what it would have said is
/// found out in the folder again. Held by one process at a time; a file that is never deleted, so that all lock the
/// same one.
final class Journal implements AutoCloseable {

    static final FileName NAME = FileName.parse(".quire-sort.journal");

    private static final String HEADER = "quire sort-files 1";

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

    /// @throws RunException if another process has it, or if it is damaged
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
            // By this process.
        }
        throw new RunException("another run is at work in this folder");
    }

    /// Reads without a lock how far the last run got, if there was one.
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
        var lines = file.lines();
        var header = lines.next();
        if (header.isEmpty() && HEADER.startsWith(lines.rest())) {
            return JournalState.NOTHING;
        }
        if (!header.equals(Optional.of(HEADER))) {
            throw new RunException("the file " + NAME + " is no journal of this command: move it away");
        }
        return new JournalReader(lines).state();
    }

    JournalState state() {
        return state;
    }

    /// Begins a new plan; what was written before is gone.
    void begin() throws IOException {
        file.cut(0);
        state = JournalState.NOTHING;
        current = null;
        planned = 0;
        file.write(HEADER);
    }

    /// Adds a file to the plan.
    ///
    /// @param made whether the subfolder is yet to be made
    void plan(FileName folder, boolean made, FileName name) throws IOException {
        if (current == null || !current.equals(folder)) {
            file.write("into " + folder + (made ? " made" : " found"));
            current = folder;
        }
        file.write("file " + name);
        planned++;
    }

    /// Completes the plan, and makes it durable.
    void planned() throws IOException {
        file.write(plan(planned, file.checksum()));
        file.flush();
        state = new JournalState(JournalState.Stage.MOVING, planned, 0, new BitSet(), file.end());
    }

    static String plan(long count, long checksum) {
        return "plan " + count + " " + checksum;
    }

    void left(long number, Place.Outcome reason) throws IOException {
        file.write("left " + number + " " + reason);
        state.left().set(Math.toIntExact(number));
    }

    /// Tells that all up to a number are settled; what they moved is durable.
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

    /// Forgets everything.
    void clear() throws IOException {
        file.cut(0);
        file.flush();
        state = JournalState.NOTHING;
    }

    /// What is done with each move of the plan.
    interface Visitor {
        /// @param number from 1
        /// @param made whether the run makes the subfolder
        void visit(long number, FileName folder, boolean made, FileName name) throws IOException;
    }

    /// Reads the plan again.
    ///
    /// @param first the number to begin with
    /// @param last the number to end with
    void forEach(long first, long last, Visitor visitor) throws IOException {
        var lines = file.lines();
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
        return new RunException("the journal is damaged, and nothing is moved by it: compare " + NAME
                + " to the folder, and then move it away");
    }

    @Override
    public void close() throws IOException {
        try (file) {
            lock.release();
        }
    }
}
