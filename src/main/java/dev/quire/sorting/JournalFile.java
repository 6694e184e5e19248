package dev.quire.sorting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/// A file of lines that are read from the start and appended at the end, through one channel: closing another one of
/// the same file would give up the lock.
final class JournalFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 1 << 12;

    private final FileChannel channel;
    private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream(BUFFER);
    private final CRC32 checksum = new CRC32();
    private long end;

    JournalFile(FileChannel channel) {
        this.channel = channel;
    }

    /// Cuts off all from a place on; the next line goes there.
    void cut(long length) throws IOException {
        unwritten.reset();
        checksum.reset();
        channel.truncate(length);
        end = length;
    }

    void write(String line) throws IOException {
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        checksum.update(bytes);
        unwritten.writeBytes(bytes);
        if (unwritten.size() >= BUFFER) {
            drain();
        }
    }

    private void drain() throws IOException {
        var bytes = ByteBuffer.wrap(unwritten.toByteArray());
        unwritten.reset();
        while (bytes.hasRemaining()) {
            end += channel.write(bytes, end);
        }
    }

    /// Makes durable what was written.
    void flush() throws IOException {
        drain();
        channel.force(false);
    }

    /// The checksum of what was written since the last cut.
    long checksum() {
        return checksum.getValue();
    }

    long end() {
        return end;
    }

    Lines lines() throws IOException {
        drain();
        return new Lines();
    }

    /// The lines from the start; what follows the last line end is none.
    final class Lines {

        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final CRC32 read = new CRC32();
        private long fetched;
        private long position;

        /// @return empty at the end, or where a line is too long to be one
        Optional<String> next() throws IOException {
            line.reset();
            while (line.size() < LONGEST_LINE && fetch()) {
                var octet = buffer.get();
                if (octet == '\n') {
                    read.update(line.toByteArray());
                    read.update('\n');
                    position += line.size() + 1;
                    return Optional.of(line.toString(StandardCharsets.UTF_8));
                }
                line.write(octet);
            }
            return Optional.empty();
        }

        private boolean fetch() throws IOException {
            if (buffer.hasRemaining()) {
                return true;
            }
            buffer.clear();
            var count = channel.read(buffer, fetched);
            buffer.flip();
            fetched += Math.max(0, count);
            return count > 0;
        }

        /// What came after the last line end.
        String rest() {
            return line.toString(StandardCharsets.UTF_8);
        }

        /// Where the last line ended.
        long position() {
            return position;
        }

        /// The checksum of the lines so far.
        long checksum() {
            return read.getValue();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
