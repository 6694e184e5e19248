package dev.quire.file;

import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import dev.quire.file.MadeFolder.Made;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Walks through a folder while other threads create, rename, write and delete files. Every file that is not changed
/// must be seen exactly once, in the right order.
@QuarkusTest
@Timeout(120)
class ConcurrentFilesTest {

    private static final int STRANGERS = 60;
    private static final Instant TIME = Instant.parse("2011-12-09T12:50:00Z");
    private static final Comparator<Made> BY_NAME = comparing(Made::raw);

    private final MadeFolder folder = new MadeFolder("walked");

    @Test
    void walksSeeEveryUnchangedFileOnceAndInOrderDuringChanges() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 150; i++) {
            folder.file("file %03d".formatted(i), random.nextInt(20), "", TIME.plusSeconds(random.nextInt(30)));
        }
        var stop = new AtomicBoolean();
        try (var others = Executors.newFixedThreadPool(2)) {
            var changes = Stream.of(1, 2)
                    .map(seed -> others.submit(() -> change(new Random(seed), stop)))
                    .toList();
            try {
                var strangers = walk("name", BY_NAME)
                        + walk("size", comparing(Made::size).thenComparing(BY_NAME))
                        + walk("modified", comparing(Made::modified).thenComparing(BY_NAME));
                assertTrue(strangers > 10, "the walks saw too few changed files");
            } finally {
                stop.set(true);
            }
            for (var change : changes) {
                assertTrue(change.get() > 100, "too few changes were made");
            }
        } finally {
            folder.close();
        }
    }

    /// @return the number of changes
    private long change(Random random, AtomicBoolean stop) throws IOException {
        long changes = 0;
        for (; !stop.get(); changes++) {
            var stranger = stranger(random);
            try {
                switch (random.nextInt(3)) {
                    case 0 -> Files.write(stranger, new byte[random.nextInt(20)]);
                    case 1 -> Files.move(stranger, stranger(random), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    default -> Files.delete(stranger);
                }
            } catch (NoSuchFileException e) {
                // The file did not exist, or the other thread removed it.
            }
            LockSupport.parkNanos(500_000);
        }
        return changes;
    }

    /// A file whose name sorts between the others. There are only a few, so that every walk ends.
    private Path stranger(Random random) {
        return folder.path.resolve("file %03d stranger".formatted(random.nextInt(STRANGERS) * 3));
    }

    /// @return the number of changed files that were seen
    private int walk(String field, Comparator<Made> order) {
        return walkBothWays(field, order) + walkBothWays("-" + field, order.reversed());
    }

    private int walkBothWays(String sort, Comparator<Made> order) {
        var untouched = folder.entries.stream().sorted(order).map(Made::shown).toList();
        var known = new HashSet<>(untouched);
        var query = "/api/files?path=walked&count=none&fields=name&per_page=13&sort=" + sort;
        var pages = follow("next_cursor", query, Answer.get(query + "&page=1"));
        var end = pages.stream().filter(page -> !names(page).isEmpty()).toList().getLast();
        var forwards = pages.stream().flatMap(page -> names(page).stream()).toList();
        var backwards = follow("prev_cursor", query, end).reversed().stream()
                .flatMap(page -> names(page).stream())
                .toList();
        assertEquals(untouched, forwards.stream().filter(known::contains).toList(), sort);
        assertEquals(untouched, backwards.stream().filter(known::contains).toList(), sort + " backwards");
        return forwards.size() - untouched.size();
    }

    private static List<String> names(Answer answer) {
        return answer.data().stream().map(item -> item.get("name").asText()).toList();
    }

    private static List<Answer> follow(String cursor, String query, Answer start) {
        var pages = new ArrayList<>(List.of(start));
        while (pages.getLast().meta().has(cursor)) {
            pages.add(Answer.get(
                    query + "&cursor=" + pages.getLast().meta().get(cursor).asText()));
        }
        return pages;
    }
}
