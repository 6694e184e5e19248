import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Measures how an overload of one class of requests affects another class, how goodput changes when the offered load
/// exceeds the capacity, and how long a rejection takes.
///
///     java src/bench/Overload.java [base URL] [seconds] [slow list]
///
/// Measures a running service that holds the Online Retail data, with `QUIRE_RATE_LIMIT_ENABLED=false`, in the same
/// environment; nothing else should load the machine. The slow lists have large random offsets in 541,909 items, so
/// that hardly any is cached. They use CPU: if the database shares the processors with the service, they slow down the
/// point reads. To show how much of the effect is due to that alone, the point reads are also measured beside the same
/// number of busy loops. To measure the effect of the service alone, use lists that wait, as for a disk:
///
///     alter table users rename to users_kept;
///     create view users as
///         select * from users_kept where (select count(*) from pg_sleep(0.2 + 0.4 * random())) = 1;
///     java src/bench/Overload.java http://localhost:8080 8 '/api/users?count=none&limit=%d&email[ne]=%d'
///
/// Fails if a response has a status other than 200 and 503.
public final class Overload {

    /// The warm-up time of each class, in seconds, so that JIT compilation does not affect the measurement.
    private static final int WARMING = 20;

    /// The compared cases alternate for this number of rounds, because the speed of a processor varies.
    private static final int ROUNDS = 4;

    /// The number of permits of the service for lists.
    private static final int PERMITS = Integer.parseInt(System.getenv().getOrDefault("QUIRE_BULKHEAD_LISTS", "6"));

    private static final String WINDOW = "/api/items?count=none&limit=%d&offset=%d";

    private static String slowList = WINDOW;
    private static URI base;
    private static int seconds;

    private Overload() {}

    /// @param due the time at which the request was due, from [System#nanoTime]
    /// @param nanos the time from then to the response
    private record Answer(int status, long due, long nanos) {
        Answer {
            if (status != 200 && status != 503) {
                throw new IllegalStateException("a response with status " + status);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        base = URI.create(args.length > 0 ? args[0] : "http://localhost:8080");
        seconds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        slowList = args.length > 2 ? args[2] : slowList;
        if (args.length > 3) {
            crowd();
            return;
        }
        during(WARMING, 8, Overload::fastList, false);
        during(WARMING, 50, Overload::slowList, false); // Most are rejected and retried at once.
        during(WARMING, 4, Overload::pointRead, false);
        pointReads();
        goodput();
    }

    private static String slowList() {
        return list(slowList, 300_000, 500_000);
    }

    private static String fastList() {
        return list(WINDOW, 0, 30_000);
    }

    private static String list(String target, int from, int to) {
        var random = ThreadLocalRandom.current();
        return target.formatted(random.nextInt(10, 20), random.nextInt(from, to));
    }

    private static String pointRead() {
        return "/api/products/" + ThreadLocalRandom.current().nextInt(1, 3_900);
    }

    private static void pointReads() throws Exception {
        var alone = new ArrayList<Answer>();
        var beside = new ArrayList<Answer>();
        var besideLoops = new ArrayList<Answer>();
        var crowd = new ProcessBuilder(crowdCommand()).redirectError(Redirect.INHERIT).start();
        try (var lines = crowd.inputReader();
                var orders = new PrintWriter(crowd.outputWriter(), true)) {
            for (int i = 0; i < ROUNDS; i++) {
                lines.readLine(); // The crowd process is ready.
                alone.addAll(during(seconds, 1, Overload::pointRead, false));
                orders.println("come");
                Thread.sleep(3000);
                beside.addAll(during(seconds, 1, Overload::pointRead, false));
                System.out.println(lines.readLine());
                System.out.println(lines.readLine());
                besideLoops.addAll(besideLoops());
            }
        }
        print("point reads alone", alone);
        compare("beside 200 clients of slow lists", beside, alone);
        compare("beside %d loops".formatted(PERMITS), besideLoops, alone);
    }

    private static List<Answer> besideLoops() throws Exception {
        var loop = new ProcessBuilder("timeout", Integer.toString(seconds + 1), "sh", "-c", "while :; do :; done");
        var loops = new ArrayList<Process>();
        for (int i = 0; i < PERMITS; i++) {
            loops.add(loop.start());
        }
        var answers = during(seconds, 1, Overload::pointRead, false);
        for (var one : loops) {
            one.waitFor();
        }
        return answers;
    }

    /// A separate process, so that its many threads do not disturb the measuring process.
    private static List<String> crowdCommand() {
        var own = ProcessHandle.current().info();
        var command = new ArrayList<>(List.of(own.command().orElseThrow()));
        for (var argument : own.arguments().orElseThrow()) {
            command.add(argument);
            if (argument.endsWith(".java")) {
                break;
            }
        }
        command.addAll(List.of(base.toString(), Integer.toString(seconds), slowList, "crowd"));
        return command;
    }

    /// 200 clients that respect Retry-After. They start when a line is read from standard input, and print the result.
    private static void crowd() throws Exception {
        during(WARMING, 50, Overload::slowList, false);
        System.out.println("ready");
        var orders = new Scanner(System.in, ISO_8859_1);
        while (orders.hasNextLine()) {
            orders.nextLine();
            var lists = during(seconds + 4, 200, Overload::slowList, true);
            print("slow lists that were served", with(200, lists));
            print("slow lists that were rejected", with(503, lists));
            System.out.println("ready");
        }
    }

    private static void goodput() throws Exception {
        var capacity = during(seconds, PERMITS, Overload::slowList, false).size() / (double) seconds;
        System.out.printf(
                "capacity: %.1f slow lists a second, with %d clients in a closed loop%n", capacity, PERMITS);
        var offers = new TreeMap<Double, Offer>();
        for (int i = 0; i < ROUNDS; i++) {
            for (var times : new double[] {0.5, 1, 2, 5, 10}) {
                offers.computeIfAbsent(times, _ -> new Offer()).add(capacity * times);
            }
        }
        var peak = offers.values().stream().mapToDouble(Offer::goodput).max().orElseThrow();
        offers.forEach((times, offer) -> {
            System.out.printf(
                    "offered %4.1f times: goodput %5.1f a second, %3.0f %% of the peak%n",
                    times, offer.goodput(), 100 * offer.goodput() / peak);
            print("served", with(200, offer.answers));
            print("rejected", with(503, offer.answers));
        });
    }

    /// The results at one offered rate.
    private static final class Offer {

        private final List<Answer> answers = new ArrayList<>();
        private int rounds;
        private long good;

        void add(double rate) throws Exception {
            var begun = System.nanoTime();
            var offered = offered(rate, begun);
            var second = TimeUnit.SECONDS.toNanos(1);
            rounds++;
            good += with(200, offered).stream()
                    .map(answer -> answer.due() + answer.nanos() - begun)
                    .filter(end -> end >= second && end < (seconds + 1) * second)
                    .count();
            answers.addAll(offered);
        }

        /// The number of successful responses per second.
        double goodput() {
            return good / (double) (rounds * seconds);
        }
    }

    /// An open loop: each request is sent when it is due, even if earlier ones are still in progress. It runs a second
    /// longer than the counted time.
    private static List<Answer> offered(double rate, long begun) throws Exception {
        var idle = new ConcurrentLinkedQueue<Connection>();
        var sent = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < rate * (seconds + 1); i++) {
                var due = begun + (long) (i / rate * 1e9);
                while (due - System.nanoTime() > 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                sent.add(threads.submit(() -> {
                    var taken = idle.poll();
                    var connection = taken == null ? new Connection(base.getHost(), base.getPort()) : taken;
                    var status = connection.get(slowList());
                    var answer = new Answer(status, due, System.nanoTime() - due);
                    idle.add(connection);
                    return answer;
                }));
            }
        }
        for (var connection : idle) {
            connection.close();
        }
        return all(sent);
    }

    /// A closed loop: each client sends its next request after the previous response.
    ///
    /// @param patient whether the clients start at random times and respect Retry-After
    private static List<Answer> during(int seconds, int clients, Supplier<String> target, boolean patient)
            throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var client = (Callable<List<Answer>>) () -> client(end, target, patient);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return all(threads.invokeAll(Collections.nCopies(clients, client))).stream()
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private static List<Answer> client(long end, Supplier<String> target, boolean patient) throws Exception {
        var answers = new ArrayList<Answer>();
        try (var connection = new Connection(base.getHost(), base.getPort())) {
            if (patient) { // Spreads the start of the clients.
                Thread.sleep(ThreadLocalRandom.current().nextLong(2000));
            }
            while (System.nanoTime() < end) {
                var sent = System.nanoTime();
                var status = connection.get(target.get());
                answers.add(new Answer(status, sent, System.nanoTime() - sent));
                if (patient && status == 503) {
                    Thread.sleep(1000 * connection.retryAfter()
                            + ThreadLocalRandom.current().nextLong(1000));
                }
            }
        }
        return answers;
    }

    private static <T> List<T> all(List<Future<T>> futures) throws Exception {
        var all = new ArrayList<T>();
        for (var future : futures) {
            all.add(future.get());
        }
        return all;
    }

    private static List<Answer> with(int status, List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }

    private static void compare(String name, List<Answer> answers, List<Answer> alone) {
        print(name, answers);
        System.out.printf(
                "    p50 %.2f times, p99 %.2f times%n",
                quantile(answers, 0.5) / quantile(alone, 0.5), quantile(answers, 0.99) / quantile(alone, 0.99));
    }

    private static void print(String name, List<Answer> answers) {
        System.out.printf(
                "  %-34s %6d  p50 %8.2f ms  p99 %8.2f ms%n",
                name, answers.size(), quantile(answers, 0.5), quantile(answers, 0.99));
    }

    /// A quantile of the response times, in milliseconds.
    private static double quantile(List<Answer> answers, double share) {
        if (answers.isEmpty()) {
            return 0;
        }
        var times = new ArrayList<>(answers.stream().map(Answer::nanos).toList());
        Collections.sort(times);
        return times.get((int) Math.min(times.size() - 1, Math.floor(times.size() * share))) / 1e6;
    }
}
