import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Measures pages of a folder of a million files: the first page and a page at 99 % by cursor, in each sort order; a
/// page for which the folder must be read again, for one client and for eight at once; and a walk while files are
/// created and deleted.
///
///     java src/bench/Files.java FOLDER [base URL] [files]
///
/// Measures a running service that serves FOLDER (`QUIRE_FILES_FOLDER`), with `QUIRE_RATE_LIMIT_ENABLED=false`. Creates
/// a subfolder with the given number of empty files, a million by default, and deletes it at the end. Exits with status
/// 1 if a page at 99 % takes more than 1.5 times as long as page 1, or if the walk misses a file. `ls -f` shows how
/// long the system takes to read the folder.
public final class Files {

    private static final double ALLOWED = 1.5;
    private static final int PAGES = 100;
    private static final Pattern NEXT = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"(file-[0-9]+)\"");
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path folder;
    private final String list;
    private final int files;
    private double bySize;

    private Files(Path folder, String base, int files) {
        this.folder = folder;
        this.list = base + "/api/files?per_page=100&path=" + folder.getFileName();
        this.files = files;
    }

    public static void main(String[] args) throws Exception {
        var folder = java.nio.file.Files.createTempDirectory(Path.of(args[0]), "bench");
        int files = args.length > 2 ? Integer.parseInt(args[2]) : 1_000_000;
        try {
            var bench = new Files(folder, args.length > 1 ? args[1] : "http://localhost:8080", files);
            System.exit(bench.measure() ? 0 : 1);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
    }

    private boolean measure() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                delete(folder);
            } catch (IOException | InterruptedException e) {
                System.err.println(folder + " was not deleted");
            }
        }));
        for (int i = 0; i < files; i++) {
            java.nio.file.Files.createFile(folder.resolve("file-%07d".formatted(i)));
        }
        Thread.sleep(2_100); // Until the modification time of the folder can be trusted.
        var ls = ls();
        System.out.printf("ls -f %.0f ms%n%n", ls);
        System.out.printf("%-10s %9s %9s %9s %9s %7s%n", "ms", "read", "of ls -f", "page 1", "99 %", "ratio");
        double worst = 0;
        for (var sort : List.of("name", "-name", "size", "-modified")) {
            worst = Math.max(worst, sort(sort, ls));
        }
        together(bySize);
        var whole = comeAndGo();
        return worst <= ALLOWED && whole;
    }

    private double ls() throws IOException, InterruptedException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            var start = System.nanoTime();
            new ProcessBuilder("ls", "-f", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }

    /// Alternates between the two pages.
    private double sort(String sort, double ls) throws Exception {
        var read = get("&sort=" + sort).millis();
        bySize = sort.equals("size") ? read : bySize;
        var there = get("&sort=%s&per_page=100&offset=%d".formatted(sort, files / 100 * 99).replace("per_page", "limit"));
        var far = "&sort=" + sort + "&cursor=" + next(there.body());
        var first = new double[PAGES];
        var last = new double[PAGES];
        for (int i = -PAGES / 2; i < PAGES; i++) {
            first[Math.max(i, 0)] = get("&page=1&sort=" + sort).millis();
            last[Math.max(i, 0)] = get(far).millis();
        }
        var ratio = median(last) / median(first);
        System.out.printf(
                "%-10s %9.0f %9.1f %9.2f %9.2f %7.2f%n", sort, read, read / ls, median(first), median(last), ratio);
        return ratio;
    }

    /// Eight concurrent requests, which share one read, for a folder whose cached snapshot is too old.
    private void together(double alone) throws Exception {
        Thread.sleep(Math.round(4 * alone));
        var start = System.nanoTime();
        try (var all = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                all.submit(() -> get("&sort=size"));
            }
        }
        var millis = (System.nanoTime() - start) / 1e6;
        System.out.printf("%neight at once by size: %.0f ms, %.1f times as long as one alone%n", millis, millis / alone);
    }

    /// Walks through the end of the folder while two hundred files a second are created and deleted.
    private boolean comeAndGo() throws Exception {
        var stop = new AtomicBoolean();
        var changing = Thread.ofPlatform().start(() -> change(stop));
        int pages = 200;
        var seen = new HashSet<String>();
        var times = new double[pages];
        var count = 0;
        var page = get("&limit=100&count=none&offset=" + (files - pages * 90));
        for (int i = 0; i < pages; i++) {
            var names = NAME.matcher(page.body());
            while (names.find()) {
                count += seen.add(names.group(1)) ? 1 : 2;
            }
            times[i] = page.millis();
            var next = NEXT.matcher(page.body());
            if (!next.find()) {
                break;
            }
            page = get("&count=none&cursor=" + next.group(1));
        }
        stop.set(true);
        changing.join();
        var whole = count == pages * 90 && seen.size() == count;
        System.out.printf(
                "%nwalk of %,d files during changes: median %.1f ms, maximum %.0f ms, %s%n",
                pages * 90, median(times), Arrays.stream(times).max().orElseThrow(), whole ? "each once" : count + " seen");
        return whole;
    }

    private void change(AtomicBoolean stop) {
        try {
            for (int i = 0; !stop.get(); i++) {
                var stranger = folder.resolve("file-%07d stranger".formatted(files - 1 - i % 10_000));
                java.nio.file.Files.createFile(stranger);
                Thread.sleep(5);
                java.nio.file.Files.delete(stranger);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Timed(String body, double millis) {}

    private Timed get(String query) throws IOException, InterruptedException {
        var url = (query.contains("limit=") ? list.replace("per_page=100&", "") : list) + query;
        var start = System.nanoTime();
        var answer = CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), ofString());
        while (answer.statusCode() >= 503) { // The folder is still being read; the read continues.
            answer = CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), ofString());
        }
        var time = System.nanoTime() - start;
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answered " + answer.statusCode());
        }
        return new Timed(answer.body(), time / 1e6);
    }

    private static String next(String body) throws IOException {
        var found = NEXT.matcher(body);
        if (!found.find()) {
            throw new IOException("no further page: " + body);
        }
        return found.group(1);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
