package dev.quire.sorting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortFilesCommandTest {

    @TempDir
    private Path folder;

    private Sorted sorted;

    @BeforeEach
    void empty() {
        sorted = new Sorted(folder);
    }

    @Test
    void withoutApplyThePlanIsShownAndNothingIsMoved() throws Exception {
        sorted.with("c", "a", "e", "b", "d");
        assertEquals(0, sorted.run("--into", "2"));
        assertEquals("""
                5 files go into 3 subfolders:
                  batch-0001           new           2  a … b
                  batch-0002           new           2  c … d
                  batch-0003           new           1  e
                Nothing was moved. Use --apply to carry out this plan.
                """, sorted.out);
        assertEquals(Map.of("a", "a", "b", "b", "c", "c", "d", "d", "e", "e"), sorted.files());
        assertFalse(Files.exists(sorted.file(Journal.NAME.toString())));
    }

    @Test
    void filesAreDistributedInTheirOrder() throws Exception {
        sorted.with("c", "a", "bb", "ddd");
        assertEquals(0, sorted.run("--into", "2", "--order", "-size", "--apply"));
        assertTrue(sorted.out.endsWith("4 files were moved.\n"), sorted.out);
        assertEquals(
                Map.of("batch-0001/ddd", "ddd", "batch-0001/bb", "bb", "batch-0002/c", "c", "batch-0002/a", "a"),
                sorted.files());
    }

    @Test
    void numberingContinuesAfterExistingFolders() throws Exception {
        sorted.with("a");
        Files.createDirectory(sorted.file("batch-0041"));
        assertEquals(0, sorted.run("--into", "2", "--apply"));
        assertEquals(Map.of("batch-0041/", "empty", "batch-0042/a", "a"), sorted.files());
    }

    @Test
    void theTypeIsTheOneThatTheCollectionReports() throws Exception {
        sorted.with("a.PNG", "b.csv", "c");
        assertEquals(0, sorted.run("--by", "type", "--apply"));
        assertEquals(
                Map.of("image-png/a.PNG", "a.PNG", "text-csv/b.csv", "b.csv", "application-octet-stream/c", "c"),
                sorted.files());
    }

    @ParameterizedTest
    @CsvSource({"yyyy-MM,2011-12", "yyyy,2011", "yyyy-MM-dd,2011-12-31"})
    void theDateIsTheLastModificationInUtc(String format, String subfolder) throws Exception {
        sorted.with("a");
        Files.setLastModifiedTime(sorted.file("a"), FileTime.from(Instant.parse("2011-12-31T23:59:59Z")));
        assertEquals(0, sorted.run("--by", "date", "--date-format", format, "--apply"));
        assertEquals(Map.of(subfolder + "/a", "a"), sorted.files());
    }

    @Test
    void theLetterIsTheFirstCharacterOfTheNameInLowerCase() throws Exception {
        sorted.with("Able", "1st", "Über", "_x", "\\xFFx");
        assertEquals(0, sorted.run("--by", "letter", "--apply"));
        assertEquals(
                Map.of("a/Able", "Able", "1/1st", "1st", "ü/Über", "Über", "other/_x", "_x", "other/\\xFFx", "\\xFFx"),
                sorted.files());
    }

    @Test
    void onlyRegularFilesAreMovedAndHiddenOnesOnlyOnRequest() throws Exception {
        sorted.with("a", ".hidden");
        Files.createDirectory(sorted.file("sub"));
        Files.createSymbolicLink(sorted.file("link"), Path.of("a"));
        assertEquals(0, sorted.run("--into", "9", "--apply"));
        assertTrue(sorted.out.contains("1 hidden files stay; use --hidden to move them."), sorted.out);
        assertEquals(
                Map.of("batch-0001/a", "a", ".hidden", ".hidden", "sub/", "empty", "link", "-> a"), sorted.files());
        assertEquals(0, sorted.run("--into", "9", "--hidden", "--apply"));
        assertEquals(".hidden", sorted.files().get("batch-0002/.hidden"));
        assertEquals(0, sorted.run("--into", "9", "--hidden", "--apply"));
        assertTrue(sorted.out.contains("There are no files to move."), sorted.out);
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws Exception {
        sorted.with("a1", "a2");
        Files.createDirectory(sorted.file("a"));
        Files.writeString(folder.resolve("a/a1"), "other");
        assertEquals(3, sorted.run("--by", "letter"));
        assertTrue(sorted.out.contains("  stays: a1 (a): the target folder has an entry with this name\n"), sorted.out);
        assertEquals(3, sorted.run("--by", "letter", "--apply"));
        assertEquals(Map.of("a1", "a1", "a/a1", "other", "a/a2", "a2"), sorted.files());
        assertEquals(0, sorted.run("--undo"));
        assertEquals(Map.of("a1", "a1", "a/a1", "other", "a2", "a2"), sorted.files());
    }

    @Test
    void anEntryWithTheNameOfASubfolderThatIsNoFolderIsAnError() throws Exception {
        sorted.with("a", "b1");
        Files.createSymbolicLink(sorted.file("b"), Path.of("/tmp"));
        assertEquals(1, sorted.run("--by", "letter", "--apply"));
        assertEquals(
                "quire sort-files: these entries are not folders but have the names of subfolders; rename them: [a, b]\n",
                sorted.err);
        assertEquals(Map.of("a", "a", "b1", "b1", "b", "-> /tmp"), sorted.files());
        assertEquals(0, sorted.run("--into", "9", "--apply")); // The failed attempt leaves nothing behind.
    }

    @Test
    void fileNamesOfAnyBytesAreMovedAndPrintedEscaped() throws Exception {
        sorted.with("\\xFF\\xFE", "\\x1B[2Jx", "a\\x0Ab", "\\xE2\\x80\\xAEtxt.exe", "back\\\\slash", " space ", "日本");
        var before = sorted.files();
        assertEquals(0, sorted.run("--into", "3", "--apply"));
        assertTrue(
                sorted.out.codePoints().noneMatch(point -> (point < ' ' && point != '\n') || point == 0x202E),
                sorted.out);
        assertEquals("\\xFF\\xFE", sorted.files().get("batch-0003/\\xFF\\xFE"));
        assertEquals(0, sorted.run("--undo"));
        assertEquals(before, sorted.files());
    }

    @Test
    void aCompleteRunCanBeUndoneAndItsEmptyFoldersAreDeleted() throws Exception {
        sorted.with("a", "b", "c");
        var before = sorted.files();
        sorted.run("--into", "2", "--apply");
        Files.writeString(folder.resolve("batch-0002/new"), "new");
        assertEquals(0, sorted.run("--undo"));
        assertEquals("3 files were moved back.\n", sorted.out);
        assertEquals(Map.of("a", "a", "b", "b", "c", "c", "batch-0002/new", "new"), sorted.files());
        assertEquals(0, sorted.run("--undo"));
        assertEquals("There is nothing to undo.\n", sorted.out);
        assertTrue(sorted.files().entrySet().containsAll(before.entrySet()));
    }

    @Test
    void undoReportsAndSkipsFilesThatCannotBeMovedBack() throws Exception {
        sorted.with("a", "b", "c", "d");
        sorted.run("--into", "9", "--apply");
        Files.writeString(sorted.file("a"), "new a");
        Files.delete(folder.resolve("batch-0001/b"));
        Files.delete(folder.resolve("batch-0001/c"));
        Files.createDirectory(folder.resolve("batch-0001/c"));
        Files.writeString(folder.resolve("batch-0001/d"), "edited");
        assertEquals(3, sorted.run("--undo"));
        assertEquals("""
                  stays: a (batch-0001): the target folder has an entry with this name
                  stays: b (batch-0001): it no longer exists
                  stays: c (batch-0001): it is no longer a regular file
                """, sorted.err);
        assertEquals(
                Map.of("a", "new a", "batch-0001/a", "a", "batch-0001/c/", "empty", "d", "edited"), sorted.files());
        Files.move(sorted.file("a"), sorted.file("a2"));
        assertEquals(3, sorted.run("--undo")); // Again, for the file that can be moved back now.
        assertEquals("a", sorted.files().get("a"));
        assertEquals(0, sorted.run("--into", "9")); // A new run is possible.
    }

    @Test
    void aRunThatMovesNothingKeepsWhatCanBeUndone() throws Exception {
        sorted.with("a", "b");
        var before = sorted.files();
        assertEquals(0, sorted.run("--into", "1", "--apply"));
        assertEquals(0, sorted.run("--into", "1", "--apply"));
        assertTrue(sorted.out.contains("There are no files to move."), sorted.out);
        sorted.with("x1");
        Files.createDirectory(sorted.file("x"));
        Files.writeString(folder.resolve("x/x1"), "other");
        assertEquals(3, sorted.run("--by", "letter", "--apply"));
        Files.delete(sorted.file("x1"));
        assertEquals(0, sorted.run("--undo"));
        assertEquals("2 files were moved back.\n", sorted.out);
        assertEquals(before.get("a"), sorted.files().get("a"));
        assertEquals(0, sorted.run("--undo"));
        assertEquals("There is nothing to undo.\n", sorted.out);
    }

    @Test
    void undoRevertsTheLastRunOnly() throws Exception {
        sorted.with("a");
        assertEquals(0, sorted.run("--into", "1", "--apply"));
        sorted.with("b", "c");
        assertEquals(0, sorted.run("--into", "1", "--apply"));
        assertEquals(0, sorted.run("--undo"));
        assertEquals("2 files were moved back.\n", sorted.out);
        assertEquals(Map.of("batch-0001/a", "a", "b", "b", "c", "c"), sorted.files());
    }

    @Test
    void aFileThatTheSystemDoesNotLetMoveIsNamedAndSkipped() throws Exception {
        sorted.with("a", "b", "c");
        var isProtected = chattr("+i", "b") == 0;
        assumeTrue(isProtected, "this user or file system cannot make files immutable");
        try {
            assertEquals(3, sorted.run("--into", "2", "--apply"));
            assertEquals(
                    "  stays: b (batch-0001): the system does not permit it; the file or a folder may be protected or in"
                            + " use\n",
                    sorted.err);
            assertEquals("2 files were moved.\n", sorted.out.lines().toList().getLast() + "\n");
            assertEquals(Map.of("batch-0001/a", "a", "b", "b", "batch-0002/c", "c"), sorted.files());
            assertEquals(3, sorted.run("--into", "2", "--apply"));
            assertEquals(Map.of("batch-0001/a", "a", "b", "b", "batch-0002/c", "c"), sorted.files());
            assertEquals(0, sorted.run("--undo"));
            assertEquals(Map.of("a", "a", "b", "b", "c", "c"), sorted.files());
        } finally {
            chattr("-i", "b");
        }
    }

    private int chattr(String change, String name) throws Exception {
        return new ProcessBuilder("chattr", change, sorted.file(name).toString())
                .start()
                .waitFor();
    }

    @Test
    void onlyOneRunPerFolderIsAdmitted() throws Exception {
        sorted.with("a");
        try (var places = Places.open(folder);
                var _ = Journal.open(places.root())) {
            assertEquals(1, sorted.run("--into", "1", "--apply"));
            assertEquals("quire sort-files: another run is in progress in this folder\n", sorted.err);
        }
        assertEquals(0, sorted.run("--into", "1", "--apply"));
    }

    @Test
    void aForeignFileWithTheNameOfTheJournalIsNotChanged() throws Exception {
        sorted.with("a", Journal.NAME.toString());
        for (var way : new String[] {"--undo", "--resume"}) {
            assertEquals(1, sorted.run(way));
            assertTrue(sorted.err.contains("is not a journal of this command: move it to another folder"), sorted.err);
        }
        assertEquals(1, sorted.run("--into", "1", "--apply"));
        assertEquals(Journal.NAME.toString(), new String(sorted.journal(), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aJournalBehindALinkIsNotFollowed() throws Exception {
        sorted.with("a", "elsewhere");
        Files.createSymbolicLink(sorted.file(Journal.NAME.toString()), sorted.file("elsewhere"));
        assertEquals(1, sorted.run("--into", "1", "--apply"));
        assertEquals("elsewhere", sorted.files().get("elsewhere"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', specify exactly one of --into",
        "--into 2 --undo, specify exactly one of --into",
        "--into 0, --into must be 1 or greater",
        "--into x, Invalid value for option '--into'",
        "--by colour, Invalid value for option '--by'",
        "--by date --date-format yyyy/MM, --date-format must be a pattern",
        "--by date --date-format nonsense, --date-format must be a pattern",
        "--into 2 --order colour, '--order must be one of name, -name, size, -size, modified, -modified'",
        "--undo --apply, --apply cannot be combined with"
    })
    void anInvalidCommandLineIsRefusedWithAHint(String arguments, String message) throws Exception {
        sorted.with("a");
        assertEquals(2, sorted.run(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
        assertTrue(sorted.err.contains(message), sorted.err);
        assertEquals(Map.of("a", "a"), sorted.files());
    }

    @Test
    void aMissingFolderIsReportedInOneLine() {
        var missing = new Sorted(folder.resolve("missing"));
        assertEquals(1, missing.run("--into", "1"));
        assertEquals("quire sort-files: no such folder\n", missing.err);
    }

    @Test
    void tooManySubfoldersAreRefused() throws Exception {
        for (int i = 0; i <= Outline.MOST_FOLDERS; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        assertEquals(1, sorted.run("--into", "1", "--apply"));
        assertTrue(sorted.err.contains("more than 10,000 subfolders: put more files into each"), sorted.err);
        assertEquals(Outline.MOST_FOLDERS + 1, sorted.files().size());
    }
}
