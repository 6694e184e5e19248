package dev.quire.pagecache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A kept answer.
final class CacheEntry {

    /// In bytes; what is smaller gains nothing by packing.
    private static final int WORTH_PACKING = 1400;

    private static final int OVERHEAD = 500;

    final Answer answer;
    /// The state of its collections that it was read at.
    final String generation;
    final Instant made;
    final Instant softEnd;
    final Instant end;
    private final AtomicBoolean unused;
    private final AtomicBoolean refreshed = new AtomicBoolean();
    private volatile byte @Nullable [] packed;

    /// @param ahead whether it was fetched before anybody asked
    CacheEntry(Answer answer, String generation, Instant made, Instant softEnd, Instant end, boolean ahead) {
        this.answer = answer;
        this.generation = generation;
        this.made = made;
        this.softEnd = softEnd;
        this.end = end;
        this.unused = new AtomicBoolean(ahead);
    }

    /// Whether it was fetched ahead and is asked for the first time now.
    boolean firstUse() {
        return unused.get() && unused.compareAndSet(true, false);
    }

    boolean fetchedInVain() {
        return unused.get();
    }

    /// Whether nobody has begun to make it anew yet.
    boolean firstRefresh() {
        return refreshed.compareAndSet(false, true);
    }

    /// The body in gzip, made once; null if it is too small to gain by it.
    byte @Nullable [] packed() {
        if (packed == null && answer.body().length >= WORTH_PACKING) {
            packed = gzip(answer.body());
        }
        return packed;
    }

    /// In bytes, about: with what it will take packed.
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
