package dev.quire.pagecache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.quire.http.Address;
import dev.quire.http.QueryString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndingTest {

    private static Ending ending(String host, String end) {
        var address = new Address("http://" + host, "/api/toys", QueryString.parse("page=2"));
        return new Ending(address, end.getBytes(UTF_8), "", null);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "1, 1", "2000, 700", "300000, 2000", "2000, 300000"})
    void theCompressedPartsAreOneGzipStream(int length, int endLength) throws IOException {
        var answer = new Answer("größe ".repeat(length).getBytes(UTF_8), "");
        var end = "{\"next\":\"…\"}".repeat(endLength);
        var packed = ending("a", end).complete(answer, Gzip.start(answer.body(), answer.fixed()));
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertEquals("größe ".repeat(length) + end, new String(gzip.readAllBytes(), UTF_8));
        }
    }

    @Test
    void theBodyIsFixedUpToTheFirstBaseAddress() throws IOException {
        var answer = new Answer("{\"a\":1,\"b\":\"\0/api\",\"c\":\"\0\"".getBytes(UTF_8), "");
        var ending = ending("a", "http://a/api\"}");
        assertEquals("{\"a\":1,\"b\":\"http://a/api\"}", new String(ending.complete(answer), UTF_8));
        var packed = ending.complete(answer, Gzip.start(answer.body(), answer.fixed()));
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertEquals("{\"a\":1,\"b\":\"http://a/api\"}", new String(gzip.readAllBytes(), UTF_8));
        }
    }

    @Test
    void anEntryRemembersItsLastEndingUnlessThatIsLong() {
        var answer = new Answer("{\"data\":[]".getBytes(UTF_8), "");
        var entry = new CacheEntry(answer, "1", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, false);
        var one = ending("one", "}");
        assertSame(one, entry.ending(one.address, () -> one));
        assertSame(one, entry.ending(one.address, () -> ending("one", "}")));
        var other = ending("other", "}");
        assertSame(other, entry.ending(other.address, () -> other));
        assertNotSame(one, entry.ending(one.address, () -> ending("one", "}")));
        var longest = ending("long", "x".repeat(100_000));
        assertSame(longest, entry.ending(longest.address, () -> longest));
        assertNotSame(longest, entry.ending(longest.address, () -> ending("long", "}")));
    }
}
