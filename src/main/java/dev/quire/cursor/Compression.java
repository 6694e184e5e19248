package dev.quire.cursor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Compresses the values of long cursors.
final class Compression {

    /// More than any value that a cursor can be made of. PostgreSQL stores at most 1 GB, but an index can hold no text
    /// of more than about 700 KB.
    private static final int MAX_DECOMPRESSED = 4 << 20;

    private Compression() {}

    static byte[] compress(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /// @throws IOException if the bytes are malformed
    static byte[] decompress(byte[] compressed) throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readNBytes(MAX_DECOMPRESSED);
        }
    }
}
