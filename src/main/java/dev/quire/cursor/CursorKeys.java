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

/// The keys that seal cursors, from the settings or from a file that may change while the service runs.
///
/// A changed file that cannot be read, or that holds no valid keys, leaves the keys as they are and is logged once; at
/// start it ends the start.
@Singleton
final class CursorKeys {

    private final CursorConfig config;
    private final Clock clock;
    private final Supplier<List<CursorKey>> keys;

    @Inject
    CursorKeys(CursorConfig config, Clock clock) throws IOException {
        this(config, clock, WatchedFile.IN_BACKGROUND);
    }

    /// @param reader runs the reads of a changed file
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

    /// @param text a key a line; blank lines are skipped
    static List<CursorKey> parse(String text) {
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
