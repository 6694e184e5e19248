package dev.quire.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestClock;
import dev.quire.catalogue.Declaration;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Sort;
import dev.quire.reload.WatchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CursorKeysTest {

    record Thing(Long id) {}

    record Config(Optional<List<String>> keys, Optional<Path> keyFile, Duration timeToLive) implements CursorConfig {

        static Config of(String... keys) {
            return new Config(Optional.of(List.of(keys)), Optional.empty(), Duration.ofDays(7));
        }

        static Config of(Path file) {
            return new Config(Optional.empty(), Optional.of(file), Duration.ofDays(7));
        }
    }

    private static final Declaration THINGS = Declaration.of("things", Thing.class, "Things.");
    private static final Sort SORT = THINGS.defaultSort();
    private static final Cursor CURSOR = new Cursor(new Keyset(List.of(42L)), false);
    private static final String A = CursorKey.generate();
    private static final String B = CursorKey.generate();

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:34:56Z"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTheFirstKey() throws IOException {
        file = Files.writeString(folder.resolve("cursor.keys"), A + "\n");
    }

    private CursorCodec codec(CursorConfig config) throws IOException {
        return new CursorKeys(config, clock, Runnable::run).codec();
    }

    private static String encode(CursorCodec codec) {
        return codec.encode(CURSOR, THINGS.cursorBinding(SORT, List.of())).orElseThrow();
    }

    private static void assertOpens(CursorCodec codec, String text) {
        assertEquals(CURSOR, codec.decode(text, THINGS.cursorBinding(SORT, List.of())));
    }

    private void writeAndWait(String text) throws IOException {
        Files.writeString(file, text);
        clock.pass(Duration.ofMillis(1001));
    }

    @Test
    void theFirstKeyOfTheSettingsSealsAndAllOpen() throws IOException {
        var old = encode(codec(Config.of(A)));
        var both = codec(Config.of(B, A));
        assertOpens(both, old);
        assertEquals(encode(codec(Config.of(B))), encode(both));
    }

    @Test
    void aFileThatChangesIsReadAnewWithinASecondOrTwo() throws IOException {
        var codec = codec(Config.of(file));
        var first = encode(codec);
        writeAndWait(A + "\n" + B + "\n");
        assertEquals(first, encode(codec));
        writeAndWait("\n" + B + "\r\n \n" + A);
        assertEquals(encode(codec(Config.of(B))), encode(codec));
        assertOpens(codec, first);
        writeAndWait(B);
        assertThrows(CursorException.class, () -> assertOpens(codec, first));
        assertOpens(codec, encode(codec(Config.of(B))));
    }

    @Test
    void theFileIsNotReadForEveryCursor() throws IOException {
        var codec = codec(Config.of(file));
        var first = encode(codec);
        Files.writeString(file, B);
        assertEquals(first, encode(codec));
        clock.pass(Duration.ofMillis(1001));
        assertNotEquals(first, encode(codec));
    }

    @Test
    void aChangeIsSeenEvenIfTheTimeOfTheFileStaysAsItWas() throws IOException {
        var codec = codec(Config.of(file));
        var first = encode(codec);
        var changed = Files.getLastModifiedTime(file);
        Files.writeString(file, B);
        Files.setLastModifiedTime(file, changed);
        clock.pass(Duration.ofMillis(1001));
        assertNotEquals(first, encode(codec));
    }

    @Test
    void aBrokenFileChangesNothingAndIsLoggedOnce() throws IOException {
        var codec = codec(Config.of(file));
        var first = encode(codec);
        for (var broken : List.of("", "\n\n", "no key", A.substring(8), A + "\n" + B.substring(1))) {
            var logged = errorsDuring(() -> {
                for (int i = 0; i < 3; i++) {
                    writeAndWait(broken);
                    assertEquals(first, encode(codec));
                    assertOpens(codec, first);
                }
            });
            assertEquals(1, logged.size(), logged.toString());
            assertTrue(logged.getFirst().contains(file.toString()), logged.toString());
            assertTrue(!logged.getFirst().contains(B.substring(1)), logged.toString());
            writeAndWait(A);
            encode(codec);
        }
    }

    @Test
    void aFileThatIsGoneChangesNothingAndIsLoggedOnceUntilItIsBack() throws IOException {
        var codec = codec(Config.of(file));
        var first = encode(codec);
        var logged = errorsDuring(() -> {
            Files.delete(file);
            for (int i = 0; i < 3; i++) {
                clock.pass(Duration.ofMillis(1001));
                assertEquals(first, encode(codec));
            }
        });
        assertEquals(1, logged.size(), logged.toString());
        writeAndWait(B);
        assertNotEquals(first, encode(codec));
    }

    @Test
    void withoutKeysTheStartIsRefusedWithWhatToDo() throws IOException {
        Files.writeString(file, "\n");
        for (var config : List.of(
                Config.of(), new Config(Optional.empty(), Optional.empty(), Duration.ofDays(7)), Config.of(file))) {
            var message = assertThrows(
                            IllegalArgumentException.class, () -> new CursorKeys(config, clock, Runnable::run))
                    .getMessage();
            assertEquals(
                    "no cursor key is configured: set QUIRE_CURSOR_KEYS to a key, or QUIRE_CURSOR_KEY_FILE to a file"
                            + " of keys; generate a key with 'openssl rand -base64 32'",
                    message);
        }
    }

    @Test
    void aFileThatIsNotThereOrAKeyThatIsNoneIsRefusedAtStart() {
        assertThrows(IOException.class, () -> new CursorKeys(Config.of(folder.resolve("none")), clock, Runnable::run));
        assertThrows(
                IllegalArgumentException.class, () -> new CursorKeys(Config.of(A, "secret"), clock, Runnable::run));
    }

    private interface Action {
        void run() throws IOException;
    }

    /// Runs the action and returns the errors that were logged meanwhile.
    private static List<String> errorsDuring(Action action) throws IOException {
        var logged = new ArrayList<String>();
        var log = Logger.getLogger(WatchedFile.class.getName());
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage() + Arrays.toString(entry.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            action.run();
        } finally {
            log.removeHandler(handler);
        }
        return logged;
    }
}
