package dev.quire.export;

import dev.quire.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What was sent so far, over all parts of an export that was resumed.
///
/// @param count the number of items
/// @param sha256 in hexadecimal digits, over the previous mark's digest as text (empty at the start) and the lines
/// since
public record ExportProgress(long count, String sha256) {

    public static final ExportProgress START = new ExportProgress(0, "");

    private static final int DIGEST = Sha256.LENGTH;
    private static final HexFormat HEX = HexFormat.of();

    /// The form that a cursor carries.
    byte[] octets() {
        return ByteBuffer.allocate(Long.BYTES + DIGEST)
                .putLong(count)
                .put(HEX.parseHex(sha256))
                .array();
    }

    /// @param carried the bytes of a cursor; if there are none, counting starts from zero
    public static ExportProgress of(byte[] carried) {
        if (carried.length != Long.BYTES + DIGEST) {
            return START;
        }
        var octets = ByteBuffer.wrap(carried);
        var count = octets.getLong();
        var digest = new byte[DIGEST];
        octets.get(digest);
        return new ExportProgress(count, HEX.formatHex(digest));
    }

    byte[] chained() {
        return sha256.getBytes(StandardCharsets.US_ASCII);
    }
}
