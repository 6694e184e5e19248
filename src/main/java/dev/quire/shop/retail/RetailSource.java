package dev.quire.shop.retail;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// The bytes of a file, decompressed if it is in gzip format. It reports how much of the file has been read.
final class RetailSource implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private final Counted packed;
    private final InputStream plain;
    private final long size;

    /// @param size of the stream in bytes, before decompression; negative if unknown
    RetailSource(InputStream in, long size) throws IOException {
        this.packed = new Counted(in);
        this.size = size;
        var peekable = new BufferedInputStream(packed, BUFFER);
        this.plain = isGzip(peekable) ? new GZIPInputStream(peekable, BUFFER) : peekable;
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    InputStream stream() {
        return plain;
    }

    double share() {
        return size > 0 ? Math.min(1, (double) packed.count / size) : -1;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }

        /// Never 0: [GZIPInputStream] would take a slow pipe for the end of the stream, and skip further gzip members.
        @Override
        public int available() {
            return 1;
        }
    }
}
