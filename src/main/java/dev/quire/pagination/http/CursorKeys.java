package dev.quire.pagination.http;

import dev.quire.pagination.CursorCodec;
import dev.quire.pagination.CursorKey;
import dev.quire.pagination.Secrets;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// The keys that seal cursors, from the settings or from a file that may change while the service runs.
///
/// A file that cannot be read, or holds no keys, changes nothing and is told once; at start it is refused.
@Singleton
final class CursorKeys {

    private static final Logger LOG = Logger.getLogger(CursorKeys.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final CursorConfig config;
    private final Clock clock;
    private volatile Loaded loaded;

    /// @param text what the keys were read from
    private record Loaded(List<CursorKey> keys, String text, Instant looked) {}

    CursorKeys(CursorConfig config, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        var text = config.keyFile().isPresent()
                ? Files.readString(config.keyFile().get())
                : String.join("\n", config.keys().orElse(List.of()));
        loaded = new Loaded(parse(text), text, clock.instant());
    }

    @Produces
    @Singleton
    CursorCodec codec() {
        return new CursorCodec(this::keys, config.timeToLive(), clock);
    }

    @Produces
    @Singleton
    Secrets secrets() {
        return (purpose, parts) -> keys().getFirst().authenticate(purpose, parts);
    }

    private List<CursorKey> keys() {
        var current = loaded;
        var file = config.keyFile();
        if (file.isPresent() && clock.instant().isAfter(current.looked().plus(LOOK_AGAIN))) {
            current = again(current, file.get());
            loaded = current;
        }
        return current.keys();
    }

    /// Compares what stands in the file: it may have been read while it was written, all within one tick of its time.
    private Loaded again(Loaded current, Path file) {
        var text = "";
        try {
            text = Files.readString(file);
            return new Loaded(text.equals(current.text()) ? current.keys() : parse(text), text, clock.instant());
        } catch (IOException | IllegalArgumentException e) {
            if (!text.equals(current.text())) {
                LOG.errorf("The cursor keys stay as they are: %s: %s", file, e.getMessage());
            }
            return new Loaded(current.keys(), text, clock.instant());
        }
    }

    private static List<CursorKey> parse(String text) {
        var keys = text.lines()
                .filter(line -> !line.isBlank())
                .map(CursorKey::parse)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "cursors need a key: set QUIRE_CURSOR_KEYS or QUIRE_CURSOR_KEY_FILE to one"
                            + " made by 'openssl rand -base64 32'");
        }
        return keys;
    }
}
