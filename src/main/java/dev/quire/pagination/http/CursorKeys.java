package dev.quire.pagination.http;

import dev.quire.pagination.CursorCodec;
import dev.quire.pagination.CursorKey;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

    private record Loaded(List<CursorKey> keys, FileTime changed, Instant looked) {}

    CursorKeys(CursorConfig config, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        loaded = config.keyFile().isPresent()
                ? load(config.keyFile().get())
                : new Loaded(parse(config.keys().orElse(List.of())), FileTime.fromMillis(0), Instant.EPOCH);
    }

    @Produces
    @Singleton
    CursorCodec codec() {
        return new CursorCodec(this::keys, config.timeToLive(), clock);
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

    private Loaded again(Loaded current, Path file) {
        var changed = current.changed();
        try {
            changed = Files.getLastModifiedTime(file);
            return changed.equals(current.changed())
                    ? new Loaded(current.keys(), changed, clock.instant())
                    : load(file);
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("The cursor keys stay as they are: %s: %s", file, e.getMessage());
            return new Loaded(current.keys(), changed, clock.instant());
        }
    }

    private Loaded load(Path file) throws IOException {
        var changed = Files.getLastModifiedTime(file);
        var lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return new Loaded(parse(lines), changed, clock.instant());
    }

    private static List<CursorKey> parse(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "cursors need a key: set QUIRE_CURSOR_KEYS or QUIRE_CURSOR_KEY_FILE to one"
                            + " made by 'openssl rand -base64 32'");
        }
        return texts.stream().map(CursorKey::parse).toList();
    }
}
