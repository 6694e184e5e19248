import static java.net.http.HttpResponse.BodyHandlers.discarding;

import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// What much of one class of work does to another, what becomes of the goodput when more is asked than can be done, and
/// how long a refusal takes.
///
///     java src/bench/Overload.java [base URL] [seconds] [slow list]
///
/// Measures a running service that holds the Online Retail data, with `QUIRE_RATE_LIMIT_ENABLED=false`; nothing else
/// should load the machine. The slow lists are pages deep in 541,909 items, by number, each another one, so that none
/// is kept. They take the processors of the database, also from the point reads: set `QUIRE_BULKHEAD_LISTS` to as many
/// as it has. What the service by itself does is seen with lists that wait, as for a disk, and leave the processors
/// alone:
///
///     alter table users rename to users_kept;
///     create view users as select * from users_kept where (select count(*) from pg_sleep(0.4)) = 1;
///     java src/bench/Overload.java http://localhost:8080 8 '/api/users?count=none&per_page=%d&page=%d'
///
/// Fails if anything is answered but 200 and 503.
public final class Overload {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// In seconds, of each kind: what the compiler does at first is no part of what is measured.
    private static final int WARMING = 20;

    private static String slowList = "/api/items?count=none&per_page=%d&page=%d";
    private static String base;
    private static int seconds;

    private Overload() {}

    /// @param nanos from the moment the request was due
    private record Answer(int status, long nanos) {
        Answer {
            if (status != 200 && status != 503) {
                throw new IllegalStateException("an answer with status " + status);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        base = args.length > 0 ? args[0] : "http://localhost:8080";
        seconds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        slowList = args.length > 2 ? args[2] : slowList;
        if (args.length > 3) {
            crowd();
            return;
        }
        during(WARMING, 100, Overload::slowList, false); // Most of it is refused, without a pause.
        during(WARMING, 4, Overload::pointRead, false);
        pointReads();
        goodput();
    }

    private static String slowList() {
        var random = ThreadLocalRandom.current();
        return slowList.formatted(random.nextInt(10, 20), random.nextInt(15_000, 27_000));
    }

    private static String pointRead() {
        return "/api/products/" + ThreadLocalRandom.current().nextInt(1, 3_900);
    }

    private static void pointReads() throws Exception {
        var alone = during(seconds, 1, Overload::pointRead, false);
        var crowd = new ProcessBuilder(crowdCommand()).redirectError(Redirect.INHERIT).start();
        try (var lines = crowd.inputReader()) {
            lines.readLine(); // It is warm.
            var beside = during(seconds, 1, Overload::pointRead, false);
            print("point reads alone", alone);
            print("beside 200 clients of slow lists", beside);
            System.out.printf(
                    "  p50 %.2f times, p99 %.2f times%n",
                    quantile(beside, 0.5) / quantile(alone, 0.5),
                    quantile(beside, 0.99) / quantile(alone, 0.99));
            lines.lines().forEach(System.out::println);
        }
    }

    /// A process of its own, whose many threads are not in the way of the one that measures.
    private static List<String> crowdCommand() {
        var own = ProcessHandle.current().info();
        var command = new ArrayList<>(List.of(own.command().orElseThrow()));
        for (var argument : own.arguments().orElseThrow()) {
            command.add(argument);
            if (argument.endsWith(".java")) {
                break;
            }
        }
        command.addAll(List.of(base, Integer.toString(seconds), slowList, "crowd"));
        return command;
    }

    /// 200 clients who wait when they are told to; tells when they are warm, and at the end what became of them.
    private static void crowd() throws Exception {
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(WARMING));
            System.out.println("warm");
        });
        var lists = during(WARMING + seconds + 1, 200, Overload::slowList, true);
        print("slow lists that were answered", with(200, lists));
        print("and those that were refused", with(503, lists));
    }

    private static void goodput() throws Exception {
        var capacity = with(200, during(seconds, 12, Overload::slowList, false)).size() / (double) seconds;
        System.out.printf("capacity: %.0f slow lists a second, asked by 12 clients one after the other%n", capacity);
        var peak = 0.0;
        for (var times : new double[] {0.5, 1, 2, 5, 10}) {
            var answers = offered(capacity * times);
            var good = with(200, answers).size() / (double) seconds;
            peak = Math.max(peak, good);
            System.out.printf(
                    "offered %4.1f times: goodput %5.1f a second, %3.0f %% of the peak; others %s%n",
                    times, good, 100 * good / peak, answers.size() - with(200, answers).size());
            print("answered", with(200, answers));
            print("refused", with(503, answers));
        }
    }

    /// Open loop: each request is sent when it is due, whatever became of those before.
    private static List<Answer> offered(double rate) {
        var sent = new ArrayList<CompletableFuture<Answer>>();
        var begun = System.nanoTime();
        for (long i = 0; i < rate * seconds; i++) {
            var due = begun + (long) (i / rate * 1e9);
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sent.add(CLIENT.sendAsync(request(slowList()), discarding())
                    .thenApply(answer -> new Answer(answer.statusCode(), System.nanoTime() - due)));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    /// Closed loop: so many clients, each asks again when it is answered.
    private static List<Answer> during(int seconds, int clients, Supplier<String> target, boolean patient)
            throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = Collections.nCopies(clients, (Callable<List<Answer>>) () -> client(end, target, patient));
            for (var one : threads.invokeAll(all)) {
                answers.addAll(one.get());
            }
        }
        return answers;
    }

    private static List<Answer> client(long end, Supplier<String> target, boolean patient) throws Exception {
        var answers = new ArrayList<Answer>();
        while (System.nanoTime() < end) {
            var sent = System.nanoTime();
            var answer = CLIENT.send(request(target.get()), discarding());
            answers.add(new Answer(answer.statusCode(), System.nanoTime() - sent));
            if (patient && answer.statusCode() == 503) {
                Thread.sleep(1000 * answer.headers().firstValueAsLong("Retry-After").orElseThrow()
                        + ThreadLocalRandom.current().nextLong(1000));
            }
        }
        return answers;
    }

    private static HttpRequest request(String target) {
        return HttpRequest.newBuilder(URI.create(base + target))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private static List<Answer> with(int status, List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }

    private static void print(String name, List<Answer> answers) {
        System.out.printf(
                "  %-34s %6d  p50 %8.2f ms  p99 %8.2f ms%n",
                name, answers.size(), quantile(answers, 0.5), quantile(answers, 0.99));
    }

    /// In milliseconds.
    private static double quantile(List<Answer> answers, double share) {
        if (answers.isEmpty()) {
            return 0;
        }
        var times = new ArrayList<>(answers.stream().map(Answer::nanos).toList());
        Collections.sort(times);
        return times.get((int) Math.min(times.size() - 1, Math.floor(times.size() * share))) / 1e6;
    }
}
