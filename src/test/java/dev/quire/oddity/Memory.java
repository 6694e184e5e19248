package dev.quire.oddity;

import dev.quire.contract.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What was answered lately, to be asked for. For one thread.
final class Memory {

    private static final int MOST = 40;

    /// Few, as writes soon make pages new.
    private static final int QUESTIONS = 6;

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
            keep(tags.computeIfAbsent(path, _ -> new ArrayList<>()), MOST, tag);
        }
        if (tag != null && reply.status() == 200 && question.ask().method().equals("GET")) {
            keep(questions, QUESTIONS, conditional(question, tag));
        }
        var location = reply.header("Location");
        if (reply.status() == 201 && location != null) {
            keep(keys.computeIfAbsent(path, _ -> new ArrayList<>()), MOST, location.replaceFirst(".*/", ""));
        }
        var cursor = reply.body().indexOf(CURSOR) + CURSOR.length();
        if (cursor >= CURSOR.length()) {
            var text = reply.body().substring(cursor, reply.body().indexOf('"', cursor));
            keep(cursors.computeIfAbsent(path, _ -> new ArrayList<>()), MOST, text);
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

    private <T> void keep(List<T> known, int most, T value) {
        if (known.size() < most) {
            known.add(value);
        } else {
            known.set(random.nextInt(most), value);
        }
    }

    /// A page or an item that was asked for, half of the time on condition that it is another now.
    Requests.@Nullable Question question() {
        return any(questions);
    }

    /// The key of an item that was made by a POST beside it.
    @Nullable
    String key(Operation operation) {
        return any(keys.getOrDefault(operation.path().replaceFirst("/\\{id}$", ""), List.of()));
    }

    @Nullable
    String cursor(Operation operation) {
        return any(cursors.getOrDefault(operation.path().replaceFirst("/export$", ""), List.of()));
    }

    /// The entity tag of an item or a page there, be it by another method.
    @Nullable
    String tag(Operation operation) {
        return any(tags.getOrDefault(operation.path(), List.of()));
    }

    private <T> @Nullable T any(List<T> known) {
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }
}
