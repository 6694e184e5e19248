package dev.quire.export;

import dev.quire.digest.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Counts and digests what is sent.
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

    /// Ends what one digest covers; the next one begins with it.
    ExportProgress mark() {
        last = new ExportProgress(count, HexFormat.of().formatHex(digest.digest()));
        digest.update(last.chained());
        return last;
    }

    /// As if a mark stood here, without setting one.
    ExportProgress peek() {
        try {
            var copy = (MessageDigest) digest.clone();
            return new ExportProgress(count, HexFormat.of().formatHex(copy.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
