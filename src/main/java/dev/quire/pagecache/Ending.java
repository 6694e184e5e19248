package dev.quire.pagecache;

import dev.quire.http.Address;
import org.jspecify.annotations.Nullable;

/// The part of a response that depends on the address of the request: its links, in the body and in the header.
///
/// Immutable as long as callers do not modify the array. Thread-safe.
public final class Ending {

    /// The approximate size of an ending without its texts, in bytes.
    private static final int OVERHEAD = 400;

    final Address address;
    private final byte[] bytes;
    private final String link;
    private final @Nullable String next;
    private volatile byte @Nullable [] packed;

    /// @param address the address of the request
    /// @param bytes the end of the body, which follows its fixed part
    /// @param link the value of the `Link` header
    /// @param next the address of the next page; null if there is none
    public Ending(Address address, byte[] bytes, String link, @Nullable String next) {
        this.address = address;
        this.bytes = bytes;
        this.link = link;
        this.next = next;
    }

    public String link() {
        return link;
    }

    public @Nullable String next() {
        return next;
    }

    /// The approximate memory of this ending in bytes, including the compressed form and the texts of the address.
    int weight() {
        return OVERHEAD + bytes.length * 3 / 2 + link.length() * 5 / 4;
    }

    /// The body of the answer with this ending.
    byte[] complete(Answer answer) {
        return joined(answer.body(), answer.fixed(), bytes);
    }

    /// The same body in the gzip format.
    ///
    /// @param start the start of the compressed body, from [Gzip#start]
    byte[] complete(Answer answer, byte[] start) {
        var end = packed;
        if (end == null) {
            end = Gzip.end(answer.body(), answer.fixed(), bytes);
            packed = end;
        }
        return joined(start, start.length, end);
    }

    private static byte[] joined(byte[] start, int length, byte[] end) {
        var all = new byte[length + end.length];
        System.arraycopy(start, 0, all, 0, length);
        System.arraycopy(end, 0, all, length, end.length);
        return all;
    }
}
