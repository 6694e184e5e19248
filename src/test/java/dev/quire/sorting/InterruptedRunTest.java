package dev.quire.sorting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.folder.FileName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that were interrupted: only some of the files are moved, and only the first part of the journal is on disk.
class InterruptedRunTest {

    private static final String[] NAMES = {"a", "b\\x0A", "c\\\\", "\\xFFd", "e e"};

    @TempDir
    private Path temporary;

    private Map<String, String> old;
    private Map<String, String> planned;
    private byte[] journal;
    private int planEnd;
    private int doneEnd;
    private int cases;

    @BeforeEach
    void recordACompleteRun() throws IOException {
        var whole = fresh();
        old = whole.files();
        assertEquals(0, whole.run("--into", "2", "--apply"));
        planned = whole.files();
        journal = whole.journal();
        var text = new String(journal, StandardCharsets.UTF_8);
        planEnd = text.indexOf('\n', text.indexOf("\nplan ") + 1) + 1;
        doneEnd = text.indexOf('\n', text.indexOf("\ndone ") + 1) + 1;
    }

    private Sorted fresh() throws IOException {
        return new Sorted(Files.createDirectory(temporary.resolve("case" + cases++))).with(NAMES);
    }

    private Sorted interrupted(int moved, int bytes) throws IOException {
        return interrupted(moved, Arrays.copyOf(journal, bytes));
    }

    private Sorted interrupted(int moved, byte[] journal) throws IOException {
        var sorted = fresh();
        for (var place : planned.keySet().stream().limit(moved).toList()) {
            var names = place.split("/", -1);
            Files.createDirectories(sorted.folder.resolve(names[0]));
            Files.move(
                    sorted.file(names[1]),
                    sorted.folder
                            .resolve(names[0])
                            .resolve(FileName.parse(names[1]).path()));
        }
        Files.write(sorted.file(Journal.NAME.toString()), journal);
        return sorted;
    }

    @Test
    void canBeResumedOrUndoneIfItsJournalEndsAnywhereAfterThePlan() throws Exception {
        for (int bytes = planEnd; bytes <= journal.length; bytes++) {
            for (int moved = bytes < doneEnd ? 0 : NAMES.length; moved <= NAMES.length; moved++) {
                var resumed = interrupted(moved, bytes);
                assertEquals(0, resumed.run("--resume"), resumed.err);
                assertEquals(planned, resumed.files());
                var undone = interrupted(moved, bytes);
                assertEquals(0, undone.run("--undo"), undone.err);
                assertEquals(old, undone.files());
            }
        }
    }

    @Test
    void canBeUndoneIfItsUndoWasInterruptedAnywhere() throws Exception {
        var undo =
                (new String(journal, 0, doneEnd, StandardCharsets.UTF_8) + "undo\n").getBytes(StandardCharsets.UTF_8);
        for (int moved = 0; moved <= NAMES.length; moved++) {
            var undone = interrupted(moved, undo);
            assertEquals(1, undone.run("--resume"));
            assertEquals(1, undone.run("--into", "2"));
            assertTrue(undone.err.contains("revert it with --undo"), undone.err);
            assertEquals(0, undone.run("--undo"), undone.err);
            assertEquals(old, undone.files());
        }
    }

    @Test
    void hasMovedNothingIfItsPlanIsIncomplete() throws Exception {
        for (int bytes = 0; bytes < planEnd; bytes++) {
            var undone = interrupted(0, bytes);
            assertEquals(0, undone.run("--undo"), undone.err);
            assertEquals(old, undone.files());
            var resumed = interrupted(0, bytes);
            resumed.run("--resume");
            assertEquals(old, resumed.files());
            assertEquals(0, resumed.run("--into", "2", "--apply"), resumed.err);
            assertEquals(planned, resumed.files());
        }
    }

    @Test
    void losesNoFileWhateverRemainsOfItsJournal() throws Exception {
        for (int bytes = 0; bytes < planEnd; bytes += 7) {
            var cut = interrupted(3, bytes); // A run never leaves such a state.
            cut.run("--resume");
            cut.run("--undo");
            var expected = new TreeMap<String, String>();
            planned.entrySet().stream().limit(3).forEach(file -> expected.put(file.getKey(), file.getValue()));
            planned.entrySet().stream().skip(3).forEach(file -> expected.put(file.getValue(), file.getValue()));
            assertEquals(expected, cut.files());
        }
    }

    @Test
    void isNotContinuedIfAByteOfItsPlanIsDamaged() throws Exception {
        for (int at = 20; at < planEnd - 1; at++) {
            var damaged = Arrays.copyOf(journal, planEnd);
            damaged[at] ^= 1;
            var sorted = interrupted(2, damaged);
            var before = sorted.files();
            sorted.run("--resume");
            sorted.run("--undo");
            assertEquals(before, sorted.files());
        }
    }

    @Test
    void preventsANewRunWithAMessageThatSaysWhatToDo() throws Exception {
        var cut = interrupted(3, planEnd);
        for (var apply : new String[] {"--hidden", "--apply"}) {
            assertEquals(1, cut.run("--into", "2", apply));
            assertEquals(
                    "quire sort-files: an earlier run in this folder is incomplete: complete it with --resume, or revert it with --undo\n",
                    cut.err);
        }
    }

    @Test
    void isCompletedExceptForFilesThatWereAddedOrDeletedMeanwhile() throws Exception {
        var cut = interrupted(1, planEnd);
        Files.writeString(
                cut.folder
                        .resolve("batch-0001")
                        .resolve(FileName.parse("b\\x0A").path()),
                "foreign");
        Files.delete(cut.file("c\\\\"));
        cut.with("new");
        assertEquals(3, cut.run("--resume"));
        assertEquals("""
                  stays: b\\x0A (batch-0001): the target folder has an entry with this name
                  stays: c\\\\ (batch-0002): it no longer exists
                """, cut.err);
        assertEquals("3 files were moved.\n", cut.out);
        assertEquals("foreign", cut.files().get("batch-0001/b\\x0A"));
        assertEquals("b\\x0A", cut.files().get("b\\x0A"));
        assertEquals("new", cut.files().get("new"));
        Files.delete(cut.file("b\\x0A"));
        assertEquals(0, cut.run("--undo"), cut.err); // A file that was not moved is not moved back.
        assertEquals("foreign", cut.files().get("batch-0001/b\\x0A"));
    }

    @Test
    void continuesAfterAnObstacleIsRemoved() throws Exception {
        var cut = interrupted(2, planEnd);
        Files.createSymbolicLink(cut.folder.resolve("batch-0002"), temporary);
        assertEquals(1, cut.run("--resume"));
        assertEquals(
                "quire sort-files: an entry is not a folder; links are not followed; no file was lost: "
                        + "continue with --resume, or revert with --undo\n",
                cut.err);
        Files.delete(cut.folder.resolve("batch-0002"));
        assertEquals(0, cut.run("--resume"));
        assertEquals(planned, cut.files());
    }
}
