import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Compares sorting a large folder to a plain loop that renames the same files without a plan and a journal.
///
///     java src/bench/SortFiles.java [files] [folder for the data]
///
/// Runs the package in target/quarkus-app with a heap of 64 MB; nothing else should load the machine.
public final class SortFiles {

    private static final int SIZE = 1000;

    private SortFiles() {}

    public static void main(String[] args) throws Exception {
        int files = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        var data = Path.of(args.length > 1 ? args[1] : System.getProperty("java.io.tmpdir"));
        var folder = Files.createTempDirectory(data, "sort-files");
        try {
            for (int i = 0; i < files; i++) {
                Files.createFile(folder.resolve(name(i)));
            }
            var bare = time(() -> rename(folder, files));
            for (int i = 0; i < files; i++) { // Restores the original state.
                Files.move(batch(folder, i).resolve(name(i)), folder.resolve(name(i)));
            }
            try (var batches = Files.list(folder)) {
                for (var batch : batches.filter(Files::isDirectory).toList()) {
                    Files.delete(batch);
                }
            }
            print("bare renames", bare, bare);
            print("plan", time(() -> sort(folder, "--into", "" + SIZE)), bare);
            print("plan by size", time(() -> sort(folder, "--into", "" + SIZE, "--order", "-size")), bare);
            print("plan, journal, renames", time(() -> sort(folder, "--into", "" + SIZE, "--apply")), bare);
            print("undo", time(() -> sort(folder, "--undo")), bare);
        } finally {
            delete(folder);
        }
    }

    private static String name(int number) {
        return "file-%07d".formatted(number);
    }

    private static Path batch(Path folder, int number) {
        return folder.resolve("batch-%04d".formatted(number / SIZE + 1));
    }

    private static void rename(Path folder, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            if (i % SIZE == 0) {
                Files.createDirectory(batch(folder, i));
            }
            Files.move(folder.resolve(name(i)), batch(folder, i).resolve(name(i)), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void sort(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("java", "-Xmx64m", "-jar", "target/quarkus-app/quarkus-run.jar"));
        command.addAll(List.of("sort-files", folder.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, memory(process.pid()));
            Thread.sleep(20);
        }
        if (process.waitFor() != 0) {
            throw new IOException("sort-files ended with " + process.exitValue());
        }
        System.out.printf("  peak memory %,d kB%n", peak);
    }

    /// The peak memory of the process, in kB.
    private static long memory(long process) {
        try (var lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0; // The process has exited.
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static long time(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static void print(String name, long time, long reference) {
        System.out.printf("%-24s %8.1f s %6.2f%n", name, time / 1e9, (double) time / reference);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
