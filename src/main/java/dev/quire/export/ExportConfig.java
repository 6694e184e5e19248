package dev.quire.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of exports.
@ConfigMapping(prefix = "quire.export")
public interface ExportConfig {

    /// The number of items in a chunk, from 100 to 10,000. An export holds two chunks in memory.
    @WithDefault("2000")
    int chunkSize();

    /// The number of concurrent exports of a replica, from 1 to 1,000.
    @WithDefault("8")
    int maxConcurrent();

    /// The time without any progress after which a client is disconnected; at least one second.
    @WithDefault("2m")
    Duration patience();
}
