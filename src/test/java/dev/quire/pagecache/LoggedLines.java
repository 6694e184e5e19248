package dev.quire.pagecache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Records all log lines, of every logger, from its creation until it is closed.
public final class LoggedLines extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public LoggedLines() {
        ROOT.addHandler(this);
    }

    public List<String> warnings() {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LoggedLines::text)
                .toList();
    }

    public long count(String text) {
        return records.stream()
                .filter(line -> String.valueOf(line.getMessage()).contains(text))
                .count();
    }

    private static String text(LogRecord line) {
        return line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
