package dev.quire.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How whole collections are sent.
@ConfigMapping(prefix = "quire.export")
public interface ExportConfig {

    /// How many items are read at once, from 100 to 10,000; two such chunks are held in memory.
    @WithDefault("2000")
    int chunkSize();

    /// How many exports a replica sends at once, from 1 to 1,000.
    @WithDefault("8")
    int maxConcurrent();

    /// How long a client may take nothing at all before it is given up, a second or more.
    @WithDefault("2m")
    Duration patience();
}
