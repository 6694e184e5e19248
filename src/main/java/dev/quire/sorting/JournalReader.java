package dev.quire.sorting;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/// Reads the state of a run from the lines of its journal.
final class JournalReader {

    private final JournalFile.Lines lines;
    private final long begin;
    private JournalState.Stage stage = JournalState.Stage.PLANNING;
    private long planned;
    private long done;
    private final BitSet left = new BitSet();
    private boolean followed;

    /// @param lines positioned after the header of the run
    /// @param begin the position of the header
    JournalReader(JournalFile.Lines lines, long begin) {
        this.lines = lines;
        this.begin = begin;
        lines.restartChecksum();
    }

    JournalState state() throws IOException {
        var checksum = lines.checksum();
        var files = 0L;
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().startsWith("plan ")) {
                plan(line.get(), files, checksum);
                return readProgress();
            }
            files += line.get().startsWith("file ") ? 1 : 0;
            checksum = lines.checksum();
        }
        return new JournalState(JournalState.Stage.PLANNING, 0, 0, left, begin, lines.position());
    }

    /// Verifies the plan and its final line. Files may have been moved, so an invalid plan is an error here.
    private void plan(String line, long files, long checksum) throws RunException {
        if (!line.equals(Journal.plan(files, checksum))) {
            throw Journal.damaged();
        }
        planned = files;
        stage = JournalState.Stage.MOVING;
    }

    private JournalState readProgress() throws IOException {
        var end = lines.position();
        var line = lines.next();
        for (; line.isPresent() && apply(line.get()); line = lines.next()) {
            end = lines.position();
        }
        followed = stage == JournalState.Stage.DONE && line.equals(Optional.of(Journal.HEADER));
        return new JournalState(stage, planned, done, left, begin, end);
    }

    /// Whether the lines are positioned after the header of a later run.
    boolean isFollowed() {
        return followed;
    }

    private boolean apply(String line) {
        var words = line.split(" ", -1);
        return switch (words[0]) {
            case "left" ->
                words.length == 3 && number(words[1]).map(this::recordLeft).orElse(false);
            case "done" ->
                words.length == 2 && number(words[1]).map(this::recordDone).orElse(false);
            case "undo" -> words.length == 1 && enter(JournalState.Stage.UNDOING);
            case "over" -> words.length == 1 && enter(over());
            default -> false;
        };
    }

    private JournalState.Stage over() {
        return stage == JournalState.Stage.UNDOING ? JournalState.Stage.UNDONE : JournalState.Stage.DONE;
    }

    private boolean enter(JournalState.Stage next) {
        stage = next;
        return true;
    }

    private boolean recordLeft(long number) {
        left.set((int) number);
        return true;
    }

    private boolean recordDone(long number) {
        done = number;
        return true;
    }

    private Optional<Long> number(String text) {
        return text.matches("[0-9]{1,9}")
                ? Optional.of(Long.parseLong(text)).filter(number -> number <= planned)
                : Optional.empty();
    }
}
