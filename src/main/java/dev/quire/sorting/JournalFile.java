package dev.quire.sorting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/// A file of lines, which are read from the start and appended at the end. Both use one channel, because closing
/// another channel of the same file would release the lock. Not thread-safe.
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

    /// Truncates the file. The next line is written there.
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

    /// Makes the written lines durable.
    void flush() throws IOException {
        drain();
        channel.force(false);
    }

    /// The checksum of the lines written since the last [#cut].
    long checksum() {
        return checksum.getValue();
    }

    long end() {
        return end;
    }

    /// @param begin where to start reading
    Lines lines(long begin) throws IOException {
        drain();
        return new Lines(begin);
    }

    /// Reads the lines from a position. An incomplete last line is ignored.
    final class Lines {

        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final CRC32 read = new CRC32();
        private long fetched;
        private long position;

        private Lines(long begin) {
            fetched = begin;
            position = begin;
        }

        /// @return the next line; empty at the end of the file or if the line is too long
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

        /// The text after the last line break that was read.
        String rest() {
            return line.toString(StandardCharsets.UTF_8);
        }

        /// The position after the last line that was read.
        long position() {
            return position;
        }

        /// Restarts the checksum with the last line that was read.
        void restartChecksum() {
            read.reset();
            read.update(line.toByteArray());
            read.update('\n');
        }

        /// The checksum of the lines that were read, since the last [#restartChecksum].
        long checksum() {
            return read.getValue();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
