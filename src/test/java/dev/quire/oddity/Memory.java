package dev.quire.oddity;

import dev.quire.contract.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Recent keys, cursors, entity tags and requests, for use in further requests of the fuzzer. For one thread.
final class Memory {

    private static final int MAX_VALUES = 40;

    /// Few, because writes soon make pages stale.
    private static final int MAX_QUESTIONS = 6;

    private static final String CURSOR = "\"next_cursor\":\"";

    private final Random random;
    private final Map<String, List<String>> keys = new HashMap<>();
    private final Map<String, List<String>> cursors = new HashMap<>();
    private final Map<String, List<String>> tags = new HashMap<>();
    private final List<Requests.Question> questions = new ArrayList<>();

    Memory(Random random) {
        this.random = random;
    }

    void keep(Requests.Question question, Wire.Reply reply) {
        var path = question.operation().path();
        var tag = reply.header("ETag");
        if (tag != null) {
            keep(tags.computeIfAbsent(path, _ -> new ArrayList<>()), MAX_VALUES, tag);
        }
        if (tag != null && reply.status() == 200 && question.ask().method().equals("GET")) {
            keep(questions, MAX_QUESTIONS, conditional(question, tag));
        }
        var location = reply.header("Location");
        if (reply.status() == 201 && location != null) {
            keep(keys.computeIfAbsent(path, _ -> new ArrayList<>()), MAX_VALUES, location.replaceFirst(".*/", ""));
        }
        var cursor = reply.body().indexOf(CURSOR) + CURSOR.length();
        if (cursor >= CURSOR.length()) {
            var text = reply.body().substring(cursor, reply.body().indexOf('"', cursor));
            keep(cursors.computeIfAbsent(path, _ -> new ArrayList<>()), MAX_VALUES, text);
        }
    }

    private Requests.Question conditional(Requests.Question question, String tag) {
        var headers = new LinkedHashMap<>(question.ask().headers());
        if (random.nextBoolean()) {
            headers.put("If-None-Match", tag);
        }
        return new Requests.Question(
                question.operation(), new Wire.Ask("GET", question.ask().target(), headers, null));
    }

    private <T> void keep(List<T> known, int max, T value) {
        if (known.size() < max) {
            known.add(value);
        } else {
            known.set(random.nextInt(max), value);
        }
    }

    /// A recent request for a page or an item; half of them with `If-None-Match`. Null if there is none yet.
    Requests.@Nullable Question question() {
        return pick(questions);
    }

    /// The id of an item that was created by a POST to the same collection; null if there is none yet.
    @Nullable
    String key(Operation operation) {
        return pick(keys.getOrDefault(operation.path().replaceFirst("/\\{id}$", ""), List.of()));
    }

    /// A cursor of the same collection; null if there is none yet.
    @Nullable
    String cursor(Operation operation) {
        return pick(cursors.getOrDefault(operation.path().replaceFirst("/export$", ""), List.of()));
    }

    /// An entity tag that was returned at the same path by any method; null if there is none yet.
    @Nullable
    String tag(Operation operation) {
        return pick(tags.getOrDefault(operation.path(), List.of()));
    }

    private <T> @Nullable T pick(List<T> known) {
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }
}
