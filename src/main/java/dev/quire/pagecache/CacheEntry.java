package dev.quire.pagecache;

import dev.quire.http.Address;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A cached response. Thread-safe.
final class CacheEntry {

    /// In bytes. Smaller bodies, which fit into one packet, are not compressed.
    private static final int MIN_GZIP_SIZE = 1400;

    /// The approximate size of an entry without its texts, in bytes.
    private static final int OVERHEAD = 500;

    /// The memory for an ending that is remembered, in bytes. An ending is a few times longer than its address, which
    /// the client chooses.
    private static final int ENDING = 4_000;

    final Answer answer;
    /// The generation of its collections that it was loaded at.
    final String generation;
    final Instant made;
    final Instant softEnd;
    final Instant end;
    private final AtomicBoolean unused;
    private final AtomicBoolean refreshed = new AtomicBoolean();
    private volatile byte @Nullable [] packed;
    private volatile @Nullable Ending ending;

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

    /// The ending for an address. The last one is remembered, because most requests for a page have the same address.
    Ending ending(Address address, Supplier<Ending> make) {
        var last = ending;
        if (last == null || !last.address.equals(address)) {
            last = make.get();
            ending = last.weight() <= ENDING + variable() ? last : null;
        }
        return last;
    }

    /// The start of the gzipped body, compressed at the first call; null if the body is too small to benefit.
    byte @Nullable [] packed() {
        if (packed == null && answer.body().length >= MIN_GZIP_SIZE) {
            packed = Gzip.start(answer.body(), answer.fixed());
        }
        return packed;
    }

    /// The approximate memory of this entry in bytes, including the gzipped body and an ending.
    int weight() {
        return OVERHEAD + ENDING + variable() + 2 * answer.links().length() + answer.body().length * 5 / 4;
    }

    /// The approximate memory of the part of the body that belongs to the ending.
    private int variable() {
        return 2 * (answer.body().length - answer.fixed());
    }
}
