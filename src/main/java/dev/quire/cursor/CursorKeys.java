package dev.quire.cursor;

import dev.quire.reload.WatchedFile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Provides the cursor keys, from the settings or from a file. The file may change while the service runs.
///
/// If a changed file cannot be read or does not contain valid keys, the previous keys stay in use and an error is
/// logged once. At startup, the same error aborts the start.
@Singleton
final class CursorKeys {

    private final CursorConfig config;
    private final Clock clock;
    private final Supplier<List<CursorKey>> keys;

    @Inject
    CursorKeys(CursorConfig config, Clock clock) throws IOException {
        this(config, clock, WatchedFile.IN_BACKGROUND);
    }

    /// @param reader runs the task that reads the file again
    CursorKeys(CursorConfig config, Clock clock, Executor reader) throws IOException {
        this.config = config;
        this.clock = clock;
        var file = config.keyFile();
        if (file.isPresent()) {
            keys = new WatchedFile<>(file.get(), "Cursor keys", CursorKeys::parse, clock, reader)::current;
        } else {
            var parsed = parse(String.join("\n", config.keys().orElse(List.of())));
            keys = () -> parsed;
        }
    }

    @Produces
    @Singleton
    CursorCodec codec() {
        return new CursorCodec(keys, config.timeToLive(), clock);
    }

    @Produces
    @Singleton
    Secrets secrets() {
        return (purpose, parts) -> keys.get().getFirst().authenticate(purpose, parts);
    }

    /// @param text one key per line. Blank lines are ignored
    static List<CursorKey> parse(String text) {
        var keys = text.lines()
                .filter(line -> !line.isBlank())
                .map(CursorKey::parse)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "no cursor key is configured: set QUIRE_CURSOR_KEYS to a key, or QUIRE_CURSOR_KEY_FILE to a file"
                            + " of keys; generate a key with 'openssl rand -base64 32'");
        }
        return keys;
    }
}
