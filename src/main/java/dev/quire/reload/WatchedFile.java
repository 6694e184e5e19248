package dev.quire.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// A value that is parsed from a file, and parsed again when the file changes. Safe for use by many threads.
///
/// If a changed file cannot be read or parsed, the previous value stays in use and an error is logged once.
public final class WatchedFile<T> {

    private static final Logger LOG = Logger.getLogger(WatchedFile.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /// Runs each read in a new virtual thread, so that [#current()] never blocks.
    public static final Executor IN_BACKGROUND =
            read -> Thread.ofVirtual().name("watched-file").start(read);

    private final Path file;
    private final String what;
    private final Function<String, T> parser;
    private final Clock clock;
    private final Executor reader;
    private final AtomicReference<Instant> lastRead;
    private volatile Content<T> content;

    /// @param text the content of the file when it was last read. Changes are detected by comparing contents, because
    ///     the modification time may be too coarse to show them
    private record Content<T>(String text, T value) {}

    /// Reads the file for the first time.
    ///
    /// @param what the name of the value in log messages
    /// @param parser throws [IllegalArgumentException] for invalid content. Its message is logged, so it must not
    ///     contain secrets
    /// @param reader runs later reads of the file, such as [#IN_BACKGROUND]
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if the parser rejects the content
    public WatchedFile(Path file, String what, Function<String, T> parser, Clock clock, Executor reader)
            throws IOException {
        this.file = file;
        this.what = what;
        this.parser = parser;
        this.clock = clock;
        this.reader = reader;
        this.lastRead = new AtomicReference<>(clock.instant());
        var text = Files.readString(file);
        this.content = new Content<>(text, parser.apply(text));
    }

    /// Returns the value of the last valid content. If the last read was more than a second ago, this also starts a new
    /// read, whose result is returned by calls after it has ended.
    public T current() {
        var last = lastRead.get();
        var now = clock.instant();
        var due = now.isBefore(last) || now.isAfter(last.plus(INTERVAL));
        if (due && lastRead.compareAndSet(last, now)) {
            reader.execute(this::read);
        }
        return content.value();
    }

    private void read() {
        var known = content;
        var text = "";
        try {
            text = Files.readString(file);
            if (!text.equals(known.text())) {
                content = new Content<>(text, parser.apply(text));
                LOG.infof("%s: reloaded from %s", what, file);
            }
        } catch (IOException | IllegalArgumentException e) {
            if (!text.equals(known.text())) {
                LOG.errorf(
                        "%s: the previous value stays in use, because %s is unusable: %s", what, file, e.getMessage());
            }
            content = new Content<>(text, known.value());
        }
    }
}
