import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Measures the response times of the first sixteen clients of a new process, which send their requests at the same
/// time as soon as its port is open, and of sixteen clients a second later.
///
///     java src/bench/FirstClients.java [runs] [package]...
///
/// A package is a `quarkus-run.jar`. Several packages are started alternately. They take their settings from the
/// environment, as the service does. `taskset -c 0` before the command limits them to one processor. Port 8080 must be
/// free.
public final class FirstClients {

    private static final int CLIENTS = 16;
    private static final int PORT = 8080;
    private static final List<String> COLLECTIONS = List.of("products", "users", "orders", "items");

    private FirstClients() {}

    /// The times are in milliseconds.
    ///
    /// @param start the time until the port was open
    /// @param slowest the slowest response to the first clients
    /// @param later the slowest response to the later clients
    /// @param refused the number of first clients whose request failed
    private record Run(double start, double slowest, double later, long refused) {}

    /// @param time in milliseconds
    private record Answer(int status, double time) {}

    public static void main(String[] args) throws Exception {
        var runs = Integer.parseInt(args[0]);
        var packages = Arrays.stream(args).skip(1).map(Path::of).toList();
        var found = packages.stream().map(_ -> new ArrayList<Run>()).toList();
        for (int i = 0; i < runs; i++) {
            for (int j = 0; j < packages.size(); j++) {
                found.get(j).add(run(packages.get(j), i));
            }
        }
        for (int j = 0; j < packages.size(); j++) {
            var all = found.get(j);
            System.out.printf(
                    "%s: open after %.0f ms, slowest of the first %.0f ms, of the next %.0f ms (medians of %d);"
                            + " %d of %d refused%n",
                    packages.get(j),
                    median(all.stream().mapToDouble(Run::start).toArray()),
                    median(all.stream().mapToDouble(Run::slowest).toArray()),
                    median(all.stream().mapToDouble(Run::later).toArray()),
                    runs,
                    all.stream().mapToLong(Run::refused).sum(),
                    runs * CLIENTS);
        }
    }

    private static Run run(Path jar, int number) throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("QUIRE_RATE_LIMIT_ENABLED", "false");
        builder.environment().put("QUIRE_CACHE_ENABLED", "false"); // Otherwise pages may be cached by an earlier run.
        var begun = System.nanoTime();
        var process = builder.start();
        try {
            var clients = connections(process);
            var start = milliseconds(begun);
            var first = ask(clients, 20 * number);
            TimeUnit.SECONDS.sleep(1);
            var later = ask(clients, 20 * number + 10);
            for (var client : clients) {
                client.close();
            }
            return new Run(
                    start,
                    slowest(first),
                    slowest(later),
                    first.stream().filter(answer -> answer.status() != 200).count());
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /// Opens the connections as soon as the port is open.
    private static List<Connection> connections(Process process) throws IOException, InterruptedException {
        var clients = new ArrayList<Connection>();
        while (clients.size() < CLIENTS) {
            try {
                clients.add(new Connection("localhost", PORT));
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        return clients;
    }

    private static List<Answer> ask(List<Connection> clients, int page) throws Exception {
        var together = new CyclicBarrier(clients.size());
        var tasks = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < clients.size(); i++) {
            var client = clients.get(i);
            var target = "/api/" + COLLECTIONS.get(i % COLLECTIONS.size()) + "?per_page=5&page="
                    + (page + i / COLLECTIONS.size() + 1);
            tasks.add(() -> {
                together.await();
                var begun = System.nanoTime();
                return new Answer(client.get(target), milliseconds(begun));
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static double milliseconds(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double slowest(List<Answer> answers) {
        return answers.stream().mapToDouble(Answer::time).max().orElseThrow();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }
}
