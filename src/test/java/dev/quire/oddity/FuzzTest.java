package dev.quire.oddity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.Thorough;
import dev.quire.contract.Description;
import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sends valid, nearly valid and invalid requests according to the served OpenAPI description, and validates every
/// response against it. Fails on responses that are not described and on any 5xx. Each finding is printed as a command
/// that reproduces it.
@QuarkusTest
@TestProfile(Fuzzed.class)
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("quire.fuzz.requests", Thorough.or(20_000, 200_000));

    /// With at least this number of requests, each parameter of each operation is sent.
    private static final int ENOUGH_FOR_ALL_PARAMETERS = 20_000;

    /// The number of concurrent clients, enough to keep the service busy.
    static final int CLIENTS = 12;

    private static final int MAX_FINDINGS = 10;

    /// Random for each run, and printed. `-Dquire.fuzz.seed=` repeats a run.
    private static final long SEED = Long.getLong("quire.fuzz.seed", new Random().nextInt(1_000_000_000));

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(1800)
    void everyResponseIsDescribedAndNoneIsA5xx() throws Exception {
        var operations = Operation.all(Description.served().document());
        var start = System.nanoTime();
        send(operations);
        var sent = statuses.values().stream().mapToInt(AtomicInteger::get).sum();
        System.out.printf(
                "seed %d, %d requests in %d s, answers by status: %s%n",
                SEED, sent, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), new TreeMap<>(statuses));
        assertEquals(List.of(), findings.stream().limit(MAX_FINDINGS).toList(), "seed " + SEED);
        assertTrue(sent >= REQUESTS, sent + " requests");
        if (REQUESTS >= ENOUGH_FOR_ALL_PARAMETERS) {
            assertEquals(List.of(), unsent(operations));
        }
    }

    private static List<String> unsent(List<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> operation.unsent().stream())
                .toList();
    }

    private void send(List<Operation> operations) throws InterruptedException, ExecutionException {
        var values = Values.of(operations);
        var clients = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < CLIENTS; i++) {
            var requests = new Requests(operations, values, new Random(SEED + i));
            clients.add(() -> client(requests));
        }
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
        }
    }

    /// @return whether it sent all its requests; false if it stopped early because of too many findings
    private boolean client(Requests requests) {
        var description = Description.served();
        try (var wire = new Wire(RestAssured.port)) {
            for (int i = REQUESTS / CLIENTS; i >= 0 && findings.size() < MAX_FINDINGS; i--) {
                exchange(description, requests, wire);
            }
        }
        return findings.size() < MAX_FINDINGS;
    }

    private void exchange(Description description, Requests requests, Wire wire) {
        var question = requests.next();
        try {
            var reply = wire.send(question.ask());
            count(statuses, reply.status());
            var objection = objection(description, question, reply);
            if (!objection.isEmpty()) {
                findings.add(Finding.of(question.ask(), reply, objection));
            }
            requests.learn(question, reply);
        } catch (AssertionError | RuntimeException e) {
            findings.add(new Finding(question.ask(), e + " " + e.getCause()));
        }
    }

    private static <K> int count(Map<K, AtomicInteger> counts, K key) {
        return counts.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
    }

    private String objection(Description description, Requests.Question question, Wire.Reply reply) {
        var ask = question.ask();
        if (reply.status() >= 500) {
            return "the status is 5xx";
        }
        if (ask.method().equals("OPTIONS")) {
            return "";
        }
        var seen = new Description.Seen(ask.method(), ask.path(), reply.status(), reply::header, reply.body());
        return description.objection(seen, isValidated(question, reply)).orElse("");
    }

    /// Validation against a schema is the slowest step. Problems are small, so all of them are validated. Of the other
    /// responses, the first 50 of each operation and status and then every sixteenth are validated: the same code
    /// writes all of them.
    private boolean isValidated(Requests.Question question, Wire.Reply reply) {
        var operation = question.operation();
        var nth = count(answers, operation.method() + operation.path() + reply.status());
        return reply.status() >= 400 || nth <= 50 || nth % 16 == 0;
    }
}
