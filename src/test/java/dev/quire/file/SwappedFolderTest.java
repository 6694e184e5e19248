package dev.quire.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.quire.contract.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Lists a folder that is continuously replaced by a link to a folder outside, and back.
@QuarkusTest
@Timeout(120)
class SwappedFolderTest {

    private static final String CANARY = "canary-81f04";
    private static final int SIZE = 87_613;
    private static final long MIN_NANOS = 3_000_000_000L;
    private static final long MAX_NANOS = 60_000_000_000L;

    private static final List<String> TARGETS = List.of(
            "/api/files?path=swapped/door",
            "/api/files?path=swapped/door&sort=size",
            "/api/files?path=swapped/door/inner",
            "/api/files/export?path=swapped/door",
            "/api/files/x?path=swapped/door");

    @Test
    void nothingOutsideIsVisibleWhileAFolderIsSwappedForALink() throws Exception {
        try (var folder = new MadeFolder("swapped");
                var outside = new MadeFolder("../swapped-outside");
                var threads = Executors.newFixedThreadPool(4)) {
            for (var inside : List.of(folder.path.resolve("door/inner"), outside.path.resolve("inner"))) {
                Files.createDirectories(inside);
            }
            for (var made : List.of("door/x", "door/inner/x")) {
                Files.write(folder.path.resolve(made), new byte[1]);
            }
            for (var canary : List.of(CANARY, "inner/" + CANARY, "x")) {
                Files.write(outside.path.resolve(canary), new byte[SIZE]);
            }
            Files.createSymbolicLink(folder.path.resolve("link"), outside.path);
            var stop = new AtomicBoolean();
            var swapping = threads.submit(() -> swap(folder.path, stop));
            try {
                var statuses = ConcurrentHashMap.<Integer>newKeySet();
                var readers = List.of(1, 2, 3).stream()
                        .map(_ -> threads.submit(() -> read(statuses)))
                        .toList();
                for (var reader : readers) {
                    reader.get();
                }
                assertEquals(java.util.Set.of(200, 404), statuses);
            } finally {
                stop.set(true);
            }
            swapping.get();
        }
    }

    /// Replaces the entry `door` by the link and by the folder in turn.
    private static Void swap(Path folder, AtomicBoolean stop) throws IOException {
        var door = folder.resolve("door");
        var real = folder.resolve("real");
        var link = folder.resolve("link");
        while (!stop.get()) {
            Files.move(door, real, ATOMIC_MOVE);
            Files.move(link, door, ATOMIC_MOVE);
            Files.move(door, link, ATOMIC_MOVE);
            Files.move(real, door, ATOMIC_MOVE);
        }
        return null;
    }

    private static void read(java.util.Set<Integer> statuses) {
        var began = System.nanoTime();
        while (System.nanoTime() - began < MIN_NANOS
                || (statuses.size() < 2 && System.nanoTime() - began < MAX_NANOS)) {
            for (var target : TARGETS) {
                var answer = RawHttp.get(target);
                assertFalse(answer.body().contains(CANARY), target);
                assertFalse(answer.body().contains(Integer.toString(SIZE)), target);
                statuses.add(answer.status());
            }
        }
    }
}
