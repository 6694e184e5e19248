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

/// A value that is read from a file and read again when the file changes. Safe for use by many threads.
///
/// A changed file that cannot be read or parsed leaves the value as it is and is logged once.
public final class WatchedFile<T> {

    private static final Logger LOG = Logger.getLogger(WatchedFile.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /// Reads in a thread of its own, so that [#current()] never blocks.
    public static final Executor IN_BACKGROUND =
            read -> Thread.ofVirtual().name("watched-file").start(read);

    private final Path file;
    private final String what;
    private final Function<String, T> parser;
    private final Clock clock;
    private final Executor reader;
    private final AtomicReference<Instant> lastRead;
    private volatile Content<T> content;

    /// @param text compared with what the file holds now: its time of modification may be too coarse to tell
    private record Content<T>(String text, T value) {}

    /// @param what the value's name in the log
    /// @param parser throws [IllegalArgumentException] for a text that it refuses
    /// @param reader runs the reads of a changed file, such as [#IN_BACKGROUND]
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if the parser refuses the text
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

    /// The value of the last valid content. A call that comes more than a second after the last read starts another
    /// one;
    /// what it finds is returned by the calls that follow its end.
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
                LOG.infof("%s: read from %s", what, file);
            }
        } catch (IOException | IllegalArgumentException e) {
            if (!text.equals(known.text())) {
                LOG.errorf("%s: unchanged, because %s cannot be used: %s", what, file, e.getMessage());
            }
            content = new Content<>(text, known.value());
        }
    }
}
