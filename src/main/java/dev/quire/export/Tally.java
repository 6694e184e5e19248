package dev.quire.export;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts and digests what is sent.
final class Tally {

    private final MessageDigest digest = sha256();
    private Progress last;
    private long count;

    Tally(Progress start) {
        last = start;
        count = start.count();
        digest.update(start.chained());
    }

    void items(int more) {
        count += more;
    }

    void octets(byte[] octets, int length) {
        digest.update(octets, 0, length);
    }

    /// Ends what one digest covers; the next one begins with it.
    Progress mark() {
        last = new Progress(count, HexFormat.of().formatHex(digest.digest()));
        digest.update(last.chained());
        return last;
    }

    /// As if a mark stood here, without setting one.
    Progress peek() {
        try {
            var copy = (MessageDigest) digest.clone();
            return new Progress(count, HexFormat.of().formatHex(copy.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
