package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.sorting.SortFilesCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Sorts a folder with the production package, in processes that are killed.
@Timeout(300)
class SortFilesIT {

    private static final int FILES = 3_000;
    private static final int SIZE = 100;
    private static final String JOURNAL = ".quire-sort.journal";
    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path temporary;

    private Path folder;
    private final List<PackagedQuire> started = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectory(temporary.resolve("folder"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve(name(i)), name(i));
        }
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (PackagedQuire process : started) {
            process.process().destroyForcibly().waitFor();
        }
    }

    private static String name(int number) {
        return "file-%04d".formatted(number);
    }

    private static String batch(int number) {
        return "batch-%04d".formatted(number);
    }

    private static Map<String, String> unsorted() {
        var files = new TreeMap<String, String>();
        IntStream.range(0, FILES).forEach(i -> files.put(name(i), name(i)));
        return files;
    }

    private static Map<String, String> sorted() {
        var files = new TreeMap<String, String>();
        IntStream.range(0, FILES).forEach(i -> files.put(batch(i / SIZE + 1) + "/" + name(i), name(i)));
        return files;
    }

    /// The content of each file, keyed by its path.
    private Map<String, String> found() throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        found.remove(JOURNAL);
        return found;
    }

    private PackagedQuire start(String... arguments) throws IOException {
        var home = Files.createDirectory(temporary.resolve("process" + started.size()));
        var all = new ArrayList<>(List.of("sort-files", folder.toString()));
        all.addAll(List.of(arguments));
        var process = PackagedQuire.start(home, Map.of(), SMALL, all.toArray(String[]::new));
        started.add(process);
        return process;
    }

    private PackagedQuire runToEnd(String... arguments) throws Exception {
        var process = start(arguments);
        assertTrue(process.process().waitFor(60, TimeUnit.SECONDS));
        return process;
    }

    @Test
    void aRunThatIsKilledAtAnyPointCanBeResumedOrUndone() throws Exception {
        var random = new Random(20);
        var interrupted = 0;
        for (int round = 0; round < Thorough.or(8, 20); round++) {
            killRun(random);
            var found = found();
            assertEquals(
                    unsorted().values().stream().toList(),
                    found.values().stream().sorted().toList());
            interrupted += found.equals(unsorted()) || found.equals(sorted()) ? 0 : 1;
            if (round % 2 == 0) {
                resume(found);
                assertEquals(sorted(), found());
            }
            assertEquals(0, run("--undo"));
            assertEquals(unsorted(), found());
            try (var left = Files.list(folder)) {
                assertEquals(FILES + 1, left.count()); // The journal remains, but no subfolder.
            }
        }
        assertTrue(interrupted > 0, "no run was killed while it moved files");
    }

    /// Resumes the run, or starts it again if it was killed before its plan was complete and so has moved no file.
    private void resume(Map<String, String> found) throws IOException {
        var status = run("--resume");
        assertTrue(status == 0 || (status == 1 && found.equals(unsorted())), "status " + status);
        if (found().equals(unsorted())) {
            assertEquals(0, run("--into", Integer.toString(SIZE), "--apply"));
        }
    }

    /// Runs the command in this process, which is faster than starting another one.
    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add(folder.toString());
        return new CommandLine(new SortFilesCommand(Clock.systemUTC()))
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(all.toArray(String[]::new));
    }

    /// Kills a run shortly after its journal or one of its subfolders appears.
    private void killRun(Random random) throws Exception {
        var point = random.nextInt(FILES / SIZE + 1);
        var sign = folder.resolve(point == 0 ? JOURNAL : batch(point));
        Files.deleteIfExists(folder.resolve(JOURNAL)); // It is empty since the last run was undone.
        var process = start("--into", Integer.toString(SIZE), "--apply");
        while (process.process().isAlive() && !Files.exists(sign)) {
            Thread.onSpinWait();
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(point == 0 ? 100_000 : 1_000));
        process.process().destroyForcibly().waitFor(); // kill -9
    }

    @Test
    void itPrintsOnlyItsResult() throws Exception {
        var shown = runToEnd("--into", "3000");
        assertEquals("""
                3,000 files go into 1 subfolders:
                  batch-0001           new       3,000  file-0000 … file-2999
                Nothing was moved. Use --apply to carry out this plan.
                """, shown.output());
        assertEquals("", shown.errors());
        assertEquals(0, shown.status());
    }

    @Test
    void aWriteErrorInTheJournalLeavesAllFilesInPlace() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = PackagedQuire.APPLICATION.resolve("quarkus-run.jar").toString();
        var limited = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 32; exec \"$@\"",
                        "sh",
                        java,
                        "-XX:-UsePerfData",
                        "-Xmx64m",
                        "-jar",
                        jar,
                        "sort-files",
                        folder.toString(),
                        "--into",
                        "100",
                        "--apply")
                .redirectErrorStream(true)
                .start();
        var output = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, limited.waitFor(), output);
        assertTrue(output.startsWith("quire sort-files: "), output);
        assertEquals(unsorted(), found());
        assertEquals(0, runToEnd("--into", "100").status());
    }

    @Test
    void fileNamesOfAnyBytesAreMovedInAnyLocale() throws Exception {
        emptyFolder();
        var script =
                "cd \"$1\" && for n in \"$(printf '\\377\\376')\" \"$(printf 'a\\nb')\" \"$(printf '\\342\\202\\254')\" ; do"
                        + " printf x > \"$n\"; done; LC_ALL=C ls -b > ../before";
        assertEquals(
                0,
                new ProcessBuilder("sh", "-c", script, "sh", folder.toString())
                        .start()
                        .waitFor());
        for (var language : List.of("C", "C.UTF-8")) {
            for (var step : List.of(List.of("--into", "10", "--apply"), List.of("--undo"))) {
                var home = Files.createDirectory(temporary.resolve("process" + started.size()));
                var all = new ArrayList<>(List.of("sort-files", folder.toString()));
                all.addAll(step);
                var process = PackagedQuire.start(home, Map.of("LC_ALL", language), SMALL, all.toArray(String[]::new));
                started.add(process);
                assertEquals(0, process.status(), process.errors());
            }
            var after = "cd \"$1\" && LC_ALL=C ls -b | cmp - ../before";
            assertEquals(
                    0,
                    new ProcessBuilder("sh", "-c", after, "sh", folder.toString())
                            .start()
                            .waitFor(),
                    language);
        }
    }

    private void emptyFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(folder))
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
