package dev.quire.cursor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How cursors are sealed.
@ConfigMapping(prefix = "quire.cursor")
public interface CursorConfig {

    /// The keys, each 32 random bytes in Base64. The first one seals, all open.
    Optional<List<String>> keys();

    /// A file with a key a line, in place of `keys`; read anew when it changes.
    Optional<Path> keyFile();

    /// How long a cursor serves at least; a minute or more.
    @WithDefault("7d")
    Duration timeToLive();
}
