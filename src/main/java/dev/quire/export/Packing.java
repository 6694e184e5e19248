package dev.quire.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// As gzip; whatever was written before a flush can be unpacked, though more is missing.
final class Packing extends GZIPOutputStream {

    /// Hardly larger than by the best one, at a third of the work.
    private static final int LEVEL = 3;

    Packing(OutputStream out) throws IOException {
        super(out, 1 << 13, true);
        def.setLevel(LEVEL);
    }
}
