package dev.quire.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.availability.AbsentException;
import dev.quire.availability.UnavailableException;
import dev.quire.pagination.Count;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Field;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderSourceTest {

    private static final int FILES = 3_000;
    private static final Field NAME = new Field("name", "name", String.class, false);

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.createFile(root.resolve("file-%05d".formatted(i)));
        }
    }

    private FolderSource source(long memory, Duration patience) {
        return new FolderSource(root, memory, patience, Clock.systemUTC());
    }

    private static Page page(FolderSource source, String sort, @Nullable Cursor cursor) {
        var total = Sort.parse(sort).withTieBreaker("name");
        var request = new PageRequest.ByCursor(cursor == null ? Cursor.START : cursor, 100);
        return source.page(new PageQuery(
                List.of(NAME),
                List.of(FolderSource.SECTION.filter(Optional.empty())),
                total,
                List.of(NAME),
                request,
                CountMode.AUTO));
    }

    @Test
    void aScanContinuesAfterItsClientsHaveTimedOut() throws InterruptedException {
        var source = source(10_000_000, Duration.ofNanos(1));
        assertThrows(UnavailableException.class, () -> page(source, "size", null));
        while (true) {
            try {
                assertEquals(100, page(source, "size", null).items().size());
                return;
            } catch (UnavailableException e) {
                assertEquals(UnavailableException.Reason.LATE, e.reason());
                Thread.sleep(1);
            }
        }
    }

    @Test
    void aFolderBeyondTheMemoryLimitIsNotServed() {
        assertThrows(UnavailableException.class, () -> page(source(10_000, Duration.ofSeconds(30)), "name", null));
        assertEquals(
                100,
                page(source(100_000, Duration.ofSeconds(30)), "name", null)
                        .items()
                        .size());
    }

    @Test
    void aNewPageReflectsCreatedAndDeletedFiles() throws IOException {
        var source = source(10_000_000, Duration.ofSeconds(30));
        var first = page(source, "-name", null);
        Files.createFile(root.resolve("late"));
        Files.delete(root.resolve("file-02999"));
        Stream<Object> names;
        do { // The cached snapshot may be used for a few more milliseconds.
            names = page(source, "-name", null).items().stream().map(item -> item.get("name"));
        } while (!names.limit(2).toList().equals(List.of("late", "file-02998")));
        assertEquals(new Count.Exact(FILES), first.count());
    }

    @Test
    void aFileDeletedAfterTheScanIsNotShown() throws IOException {
        var source = source(10_000_000, Duration.ofSeconds(30));
        var first = page(source, "size", null);
        Files.delete(root.resolve("file-00100"));
        var second = page(source, "size", first.next().orElseThrow());
        assertEquals("file-00101", second.items().getFirst().get("name"));
    }

    @Test
    void aWalkShowsEveryFileOnce() {
        var source = source(10_000_000, Duration.ofSeconds(30));
        for (var sort : List.of("name", "-size", "modified")) {
            var shown = new ArrayList<Object>();
            var page = page(source, sort, null);
            shown.addAll(page.items());
            while (page.next().isPresent()) {
                page = page(source, sort, page.next().orElseThrow());
                shown.addAll(page.items());
            }
            assertEquals(FILES, shown.size());
            assertEquals(FILES, shown.stream().distinct().count());
        }
    }

    @Test
    void aMissingRootIsUnavailableAndAMissingFolderIsAbsent() {
        var away = new FolderSource(root.resolve("away"), 1_000, Duration.ofSeconds(1), Clock.systemUTC());
        assertThrows(UnavailableException.class, () -> page(away, "name", null));
        var source = source(1_000, Duration.ofSeconds(1));
        var nowhere = List.of(FolderSource.SECTION.filter(Optional.of("away")));
        assertTrue(assertThrows(AbsentException.class, () -> source.item(List.of(NAME), nowhere))
                .getMessage()
                .contains("no readable folder"));
    }
}
