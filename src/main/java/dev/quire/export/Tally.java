package dev.quire.export;

import dev.quire.digest.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Counts the items and computes the digest of what is sent.
final class Tally {

    private final MessageDigest digest = Sha256.digest();
    private ExportProgress last;
    private long count;

    Tally(ExportProgress start) {
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

    /// Finishes the current digest, with which the next one starts.
    ExportProgress mark() {
        last = new ExportProgress(count, HexFormat.of().formatHex(digest.digest()));
        digest.update(last.chained());
        return last;
    }

    /// The result of [#mark()] at this point, without changing the state.
    ExportProgress peek() {
        try {
            var copy = (MessageDigest) digest.clone();
            return new ExportProgress(count, HexFormat.of().formatHex(copy.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
