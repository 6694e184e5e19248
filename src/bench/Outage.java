import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Measures what clients see while PostgreSQL is restarted, killed and frozen, and how soon the service recovers.
///
///     java src/bench/Outage.java [base URL] [data folder of PostgreSQL]
///
/// The server is the one with this data folder (`.quire/postgres` in dev mode), and a running service with
/// `QUIRE_RATE_LIMIT_ENABLED=false` must use it. Fails if a response has status 500 or exceeds the sum of the
/// deadlines.
public final class Outage {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// The timeouts for a permit, a connection and a response of the database, and 2 s of tolerance for a busy machine.
    private static final Duration BUDGET = Duration.ofSeconds(1 + 3 + 8 + 2);

    private static final Duration CALM = Duration.ofSeconds(3);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration FROZEN = Duration.ofSeconds(12);
    private static final Duration AFTER = Duration.ofSeconds(6);

    private static final String KEPT = "cached list";

    private final String base;
    private final Path data;
    private volatile boolean ended;

    private Outage(String base, Path data) {
        this.base = base;
        this.data = data;
    }

    /// @param begun the start of the request, in nanoseconds
    /// @param ended the end of the response, in nanoseconds
    private record Answer(int status, long begun, long ended) {}

    private interface Fault {
        /// @return the time when the server accepted connections again
        long happen() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        var outage = new Outage(
                args.length > 0 ? args[0] : "http://localhost:8080",
                Path.of(args.length > 1 ? args[1] : ".quire/postgres"));
        outage.during("restarted", outage::restart);
        outage.during("killed, and down for 5 s", outage::kill);
        outage.during("frozen for 12 s", outage::freeze);
        System.exit(0);
    }

    private void during(String name, Fault fault) throws Exception {
        ended = false;
        var answers = new TreeMap<String, List<Answer>>();
        var threads = new ArrayList<Thread>();
        for (var kind : List.of("item", "list", KEPT, "write")) {
            var own = new ArrayList<Answer>();
            answers.put(kind, own);
            threads.add(Thread.ofVirtual().start(() -> ask(kind, own)));
        }
        Thread.sleep(CALM);
        var up = fault.happen();
        Thread.sleep(AFTER);
        ended = true;
        for (var thread : threads) {
            thread.join();
        }
        System.out.printf("PostgreSQL is %s%n", name);
        answers.forEach((kind, own) -> print(kind, own, up));
    }

    private void ask(String kind, List<Answer> answers) {
        try {
            while (!ended) {
                var begun = System.nanoTime();
                var answer = CLIENT.send(request(kind), BodyHandlers.discarding());
                answers.add(new Answer(answer.statusCode(), begun, System.nanoTime()));
                if (answer.statusCode() == 500) {
                    throw new IllegalStateException(kind + ": response with status 500");
                }
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private HttpRequest request(String kind) {
        var random = ThreadLocalRandom.current();
        var request = HttpRequest.newBuilder().timeout(BUDGET);
        return switch (kind) {
            case "item" -> request.uri(URI.create(base + "/api/products/1")).build();
            case "list" -> request.uri(URI.create(base + "/api/items?count=none&page=" + random.nextInt(1, 2000)))
                    .build();
            case KEPT -> request.uri(URI.create(base + "/api/users?count=none")).build();
            default -> request.uri(URI.create(base + "/api/products/1"))
                    .header("Content-Type", "application/merge-patch+json")
                    .method("PATCH", BodyPublishers.ofString("{\"price\": %d}".formatted(random.nextInt(1, 100))))
                    .build();
        };
    }

    private static void print(String kind, List<Answer> answers, long up) {
        Map<Integer, Long> statuses = answers.stream()
                .collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
        var longest = answers.stream().mapToLong(answer -> answer.ended() - answer.begun()).max().orElseThrow();
        var failed = answers.stream()
                .filter(answer -> answer.status() != 200)
                .mapToLong(Answer::ended)
                .max()
                .orElse(up);
        var served = answers.stream().filter(answer -> answer.status() == 200).mapToLong(Answer::ended);
        var well = Math.max(failed, served.filter(end -> end >= up).min().orElseThrow());
        System.out.printf(
                "  %-18s %-22s longest %6.0f ms, recovered %5.0f ms after PostgreSQL%n",
                kind, statuses, longest / 1e6, (well - up) / 1e6);
    }

    private long restart() throws Exception {
        return again("INT");
    }

    private long kill() throws Exception {
        return again("KILL");
    }

    /// Stops the server, and starts it again with the original command. PostgreSQL refuses to run as root, so a user
    /// namespace maps root to another user.
    private long again(String signal) throws Exception {
        var server = server();
        signal(signal);
        server.onExit().join();
        if (signal.equals("KILL")) {
            Thread.sleep(AWAY);
        }
        var root = System.getProperty("user.name").equals("root");
        var command = (root ? "unshare -U " : "") + Files.readString(data.resolve("postmaster.opts"));
        var port = command.replaceFirst("(?s).*\"-p\" \"(\\d+)\".*", "$1");
        new ProcessBuilder("setsid", "sh", "-c", "exec " + command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!answers(Integer.parseInt(port))) {
            Thread.sleep(5);
        }
        return System.nanoTime();
    }

    private long freeze() throws Exception {
        signal("STOP");
        Thread.sleep(FROZEN);
        signal("CONT");
        return System.nanoTime();
    }

    /// Sends a signal to all processes of the server; INT only to the main process, which then stops the others.
    private void signal(String name) throws Exception {
        var server = server();
        var others = name.equals("INT") ? Stream.<ProcessHandle>empty() : server.descendants();
        var all = Stream.concat(Stream.of(server), others).map(process -> Long.toString(process.pid()));
        new ProcessBuilder(Stream.concat(Stream.of("kill", "-" + name), all).toList()).start().waitFor();
    }

    private ProcessHandle server() throws IOException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /// Whether the server requests authentication (`R`) and does not report an error, such as that it is starting
    /// (`E`).
    private static boolean answers(int port) {
        try (var socket = new Socket("localhost", port);
                var out = new DataOutputStream(socket.getOutputStream());
                var in = new DataInputStream(socket.getInputStream())) {
            var parameters = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
            out.writeInt(8 + parameters.length);
            out.writeInt(3 << 16);
            out.write(parameters);
            out.flush();
            return in.readByte() == 'R';
        } catch (IOException e) {
            return false;
        }
    }
}
