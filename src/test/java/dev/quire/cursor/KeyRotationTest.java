package dev.quire.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rewrites the key file while a client pages through a list.
@QuarkusTest
@Timeout(60)
class KeyRotationTest {

    private static final String ITEMS = "/api/items?per_page=1&fields=id&count=none";

    /// Longer than the service takes to notice a changed file.
    private static final long SEEN_AFTER_NANOS = 1_500_000_000;

    @Inject
    CursorConfig config;

    private Path file;
    private String keys;
    private Answer at;
    private String first;

    @BeforeEach
    void begin() throws IOException {
        file = config.keyFile().orElseThrow();
        keys = Files.readString(file);
        at = Answer.get(ITEMS + "&page=1");
        first = cursor();
    }

    /// Restores the file and waits until the service has noticed it, because other tests use the same file.
    @AfterEach
    void restore() throws IOException {
        Files.writeString(file, keys);
        do {
            at = Answer.get(ITEMS + "&page=1");
        } while (!sameKey(first, cursor()));
    }

    @Test
    void aWalkGoesOnThroughEveryStepOfARotation() throws IOException {
        var next = CursorKey.generate();
        Files.writeString(file, keys + "\n" + next + "\n");
        walkForAWhile();
        assertTrue(sameKey(first, cursor()), "sealed with a key that other replicas may not have loaded yet");
        Files.writeString(file, next + "\n" + keys);
        walkUntil(cursor -> !sameKey(first, cursor));
        assertEquals(200, continued(first).status());
        Files.writeString(file, next + "\n");
        walkUntil(_ -> continued(first).status() == 400);
        assertEquals("invalid-cursor", continued(first).code());
        Files.writeString(file, next + "\n" + keys);
        walkUntil(_ -> continued(first).status() == 200);
    }

    @Test
    void aBrokenFileIsNotNoticedByAWalk() throws IOException {
        for (var broken : List.of("", "broken", keys.substring(9))) {
            Files.writeString(file, broken);
            walkForAWhile();
        }
        Files.delete(file);
        walkForAWhile();
        assertTrue(sameKey(first, cursor()));
        assertEquals(200, continued(first).status());
    }

    private void walkForAWhile() {
        var start = System.nanoTime();
        walkUntil(_ -> System.nanoTime() - start > SEEN_AFTER_NANOS);
    }

    /// Pages on, one item at a time, and checks that each item directly follows the one before.
    private void walkUntil(Predicate<String> done) {
        do {
            var last = at.ids().getFirst();
            at = continued(cursor());
            assertEquals(200, at.status());
            assertEquals(List.of(last + 1), at.ids());
        } while (!done.test(cursor()));
    }

    private static Answer continued(String cursor) {
        return Answer.get(ITEMS + "&cursor=" + cursor);
    }

    private String cursor() {
        return at.meta().get("next_cursor").asText();
    }

    /// A cursor begins with the four bytes of the key id; five characters of Base64 show most of them.
    private static boolean sameKey(String cursor, String other) {
        return cursor.substring(0, 5).equals(other.substring(0, 5));
    }
}
