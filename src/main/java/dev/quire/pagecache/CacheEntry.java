package dev.quire.pagecache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A cached response. Thread-safe.
final class CacheEntry {

    /// In bytes. Smaller bodies, which fit into one packet, are not compressed.
    private static final int MIN_GZIP_SIZE = 1400;

    /// The approximate size of an entry without its texts, in bytes.
    private static final int OVERHEAD = 500;

    final Answer answer;
    /// The generation of its collections that it was loaded at.
    final String generation;
    final Instant made;
    final Instant softEnd;
    final Instant end;
    private final AtomicBoolean unused;
    private final AtomicBoolean refreshed = new AtomicBoolean();
    private volatile byte @Nullable [] packed;

    /// @param ahead whether it was prefetched
    CacheEntry(Answer answer, String generation, Instant made, Instant softEnd, Instant end, boolean ahead) {
        this.answer = answer;
        this.generation = generation;
        this.made = made;
        this.softEnd = softEnd;
        this.end = end;
        this.unused = new AtomicBoolean(ahead);
    }

    /// Whether this is the first use of a prefetched entry. Returns true only once.
    boolean firstUse() {
        return unused.get() && unused.compareAndSet(true, false);
    }

    /// Whether it was prefetched and never used.
    boolean fetchedInVain() {
        return unused.get();
    }

    /// Whether the caller is the first to refresh this entry. Returns true only once.
    boolean firstRefresh() {
        return refreshed.compareAndSet(false, true);
    }

    /// The gzipped body, compressed at the first call; null if the body is too small to benefit.
    byte @Nullable [] packed() {
        if (packed == null && answer.body().length >= MIN_GZIP_SIZE) {
            packed = gzip(answer.body());
        }
        return packed;
    }

    /// The approximate memory of this entry in bytes, including the gzipped body.
    int weight() {
        return OVERHEAD + 2 * answer.link().length() + answer.body().length * 5 / 4;
    }

    private static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream(bytes.length / 4);
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
