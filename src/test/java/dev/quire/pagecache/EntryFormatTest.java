package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.cursor.CursorKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryFormatTest {

    private static final Instant MADE = Instant.parse("2026-11-20T12:00:00.123Z");
    private static final String KEY = "quire:page:here";

    private final EntryFormat format = format();

    private static EntryFormat format() {
        return new EntryFormat(CursorKey.parse(CursorKey.generate())::authenticate);
    }

    private static CacheEntry entry(String body, String links) {
        var answer = new Answer(body.getBytes(StandardCharsets.UTF_8), links);
        return new CacheEntry(answer, "1.17.4", MADE, MADE.plusSeconds(60), MADE.plusSeconds(600), true);
    }

    @Test
    void anEntryIsReadAsItWasWritten() {
        for (var links : new String[] {"first page=1\nnext page=3", "next cursor=Größe", ""}) {
            var written = entry("{\"data\":[]}", links);
            var read = format.read(KEY, format.write(KEY, written)).orElseThrow();
            assertArrayEquals(written.answer.body(), read.answer.body());
            assertEquals(links, read.answer.links());
            assertEquals(written.generation, read.generation);
            assertEquals(written.made, read.made);
            assertEquals(written.softEnd, read.softEnd);
            assertEquals(written.end, read.end);
            assertFalse(read.fetchedInVain());
        }
    }

    @Test
    void aLongEntryIsReadAsItWasWritten() {
        var written = entry("€".repeat(300_000), "");
        var read = format.read(KEY, format.write(KEY, written)).orElseThrow();
        assertArrayEquals(written.answer.body(), read.answer.body());
    }

    @Test
    void anEntryWithAnyBitChangedIsRejected() {
        var bytes = format.write(KEY, entry("{\"data\":[1]}", ""));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertNeitherEntryNorLease(format, KEY, changed);
        }
    }

    @Test
    void anEntryOfAnotherLengthIsRejected() {
        var bytes = format.write(KEY, entry("{\"data\":[1]}", ""));
        for (int length = 0; length < bytes.length; length++) {
            assertNeitherEntryNorLease(format, KEY, Arrays.copyOf(bytes, length));
            assertNeitherEntryNorLease(format, KEY, Arrays.copyOfRange(bytes, bytes.length - length, bytes.length));
        }
        assertNeitherEntryNorLease(format, KEY, Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void anEntryOfAnotherKeyOrAnotherSecretIsRejected() {
        var bytes = format.write(KEY, entry("{\"data\":[1]}", ""));
        assertNeitherEntryNorLease(format, KEY + "!", bytes);
        assertNeitherEntryNorLease(format(), KEY, bytes);
    }

    @Test
    void aLeaseNamesItsHolderUnderItsKeyOnlyAndIsNoEntry() {
        var lease = format.lease(KEY, -17);
        assertEquals(Optional.of(-17L), format.holder(KEY, lease));
        assertTrue(format.read(KEY, lease).isEmpty());
        assertNeitherEntryNorLease(format, KEY + "!", lease);
        assertNeitherEntryNorLease(format(), KEY, lease);
        assertNeitherEntryNorLease(format, KEY, new byte[1]);
        assertNeitherEntryNorLease(format, KEY, new byte[lease.length]);
        lease[0] = 1;
        assertNeitherEntryNorLease(format, KEY, lease);
    }

    private static void assertNeitherEntryNorLease(EntryFormat format, String key, byte[] bytes) {
        assertTrue(format.read(key, bytes).isEmpty());
        assertTrue(format.holder(key, bytes).isEmpty());
    }
}
