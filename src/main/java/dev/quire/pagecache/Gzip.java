package dev.quire.pagecache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// The gzip format (RFC 1952) in two parts, so that a cached body is compressed once although its end varies.
final class Gzip {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER_LENGTH = 8;

    private Gzip() {}

    /// The header and the compressed start. It ends at a byte boundary, so that [#end] can be appended.
    static byte[] start(byte[] body, int length) {
        var out = new ByteArrayOutputStream(length / 4 + HEADER.length);
        out.writeBytes(HEADER);
        deflate(body, length, false, out);
        return out.toByteArray();
    }

    /// The compressed end and the trailer, which covers the start, too.
    static byte[] end(byte[] body, int length, byte[] end) {
        var out = new ByteArrayOutputStream(end.length + TRAILER_LENGTH);
        deflate(end, end.length, true, out);
        var sum = new CRC32();
        sum.update(body, 0, length);
        sum.update(end);
        out.writeBytes(ByteBuffer.allocate(TRAILER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) sum.getValue())
                .putInt(length + end.length)
                .array());
        return out.toByteArray();
    }

    private static void deflate(byte[] bytes, int length, boolean last, ByteArrayOutputStream out) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            var stream = new DeflaterOutputStream(out, deflater, true);
            stream.write(bytes, 0, length);
            if (last) {
                stream.finish();
            } else {
                stream.flush();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            deflater.end();
        }
    }
}
