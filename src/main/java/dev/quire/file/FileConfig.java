package dev.quire.file;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Settings for serving files.
@ConfigMapping(prefix = "quire.files")
public interface FileConfig {

    /// The folder whose files and subfolders are served. If it is not set, no files are served.
    Optional<Path> folder();

    /// The maximum memory for cached folder snapshots (names, sizes, types and times) in this process, and also for the
    /// snapshot of a single folder. A million files take about 75M.
    @WithDefault("128M")
    MemorySize memory();

    /// How long a request waits for a folder to be read before it fails with 504. The read continues, so a retry may
    /// find it completed.
    @WithDefault("10s")
    Duration patience();
}
