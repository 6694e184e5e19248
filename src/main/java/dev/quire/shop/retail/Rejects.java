package dev.quire.shop.retail;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The CSV file of rejected lines, with the columns `line,reason,record`. It is created with the first rejected line.
final class Rejects implements AutoCloseable {

    private final Path file;
    private @Nullable CsvWriter writer;
    private long count;

    /// Deletes the file of an earlier import, so that it is not mistaken for the result of this one.
    Rejects(Path file) throws IOException {
        this.file = file;
        Files.deleteIfExists(file);
    }

    void add(long line, String reason, String text) throws IOException {
        if (writer == null) {
            writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
            writer.writeRecord("line", "reason", "record");
        }
        writer.writeRecord(Long.toString(line), reason, text);
        count++;
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
