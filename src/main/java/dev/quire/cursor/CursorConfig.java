package dev.quire.cursor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings for the keys and the lifetime of cursors.
@ConfigMapping(prefix = "quire.cursor")
public interface CursorConfig {

    /// The keys, each 32 random bytes in Base64. The first one seals new cursors, and all of them open existing ones.
    Optional<List<String>> keys();

    /// A file with one key per line, used instead of `keys`. It is read again when it changes.
    Optional<Path> keyFile();

    /// How long a cursor is valid at least. The minimum is one minute.
    @WithDefault("7d")
    Duration timeToLive();
}
