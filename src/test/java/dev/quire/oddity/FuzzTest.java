package dev.quire.oddity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.contract.Description;
import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Sends what the served description allows, what it nearly allows, and what it does not, and holds every answer
/// against
/// it: no answer is undescribed, and none is a 5xx. What is found is printed as a command that repeats it.
@QuarkusTest
@TestProfile(Fuzzed.class)
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("quire.fuzz.requests", 200_000);

    /// Enough to keep the service busy.
    static final int CLIENTS = 12;

    private static final int MOST_FINDINGS = 10;

    /// Another one finds other things: `-Dquire.fuzz.seed=`.
    private static final long SEED = Long.getLong("quire.fuzz.seed", 20_261_128);

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(1800)
    void noAnswerIsUndescribedAndNoneIsAFailure() throws Exception {
        var description = Description.served();
        var operations = Operation.all(description.document());
        var start = System.nanoTime();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(SEED + i);
            var _ = clients.submit(() -> JqwikSession.run(() -> client(description, new Requests(operations, random))));
        }
        clients.shutdown();
        assertEquals(true, clients.awaitTermination(30, TimeUnit.MINUTES));
        var sent = statuses.values().stream().mapToInt(AtomicInteger::get).sum();
        System.out.printf(
                "seed %d, %d requests in %d s, answers by status: %s%n",
                SEED, sent, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), new TreeMap<>(statuses));
        assertEquals(List.of(), findings.stream().limit(MOST_FINDINGS).toList(), "seed " + SEED);
        assertEquals(REQUESTS / CLIENTS * CLIENTS, sent, "requests");
        assertEquals(
                List.of(),
                operations.stream()
                        .flatMap(operation -> operation.unsent().stream())
                        .toList());
    }

    private void client(Description description, Requests requests) {
        try (var wire = new Wire(RestAssured.port)) {
            for (int i = REQUESTS / CLIENTS; i > 0 && findings.size() < MOST_FINDINGS; i--) {
                exchange(description, requests, wire);
            }
        }
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
            return "a failure";
        }
        if (ask.method().equals("OPTIONS")) {
            return "";
        }
        var seen = new Description.Seen(ask.method(), ask.path(), reply.status(), reply::header, reply.body());
        return description.objection(seen, isHeldAgainstSchema(question, reply)).orElse("");
    }

    /// Schemas take longer than all else. Problems are small, so each of them is held against its own; of the pages and
    /// items the first of each operation and then every sixteenth: they are written by the same code every time.
    private boolean isHeldAgainstSchema(Requests.Question question, Wire.Reply reply) {
        var operation = question.operation();
        var nth = count(answers, operation.method() + operation.path() + reply.status());
        return reply.status() >= 400 || nth <= 50 || nth % 16 == 0;
    }
}
