package dev.quire.file;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Which files are served.
@ConfigMapping(prefix = "quire.files")
public interface FileConfig {

    /// The folder whose files and subfolders are served; without one, none are.
    Optional<Path> folder();

    /// How much memory of this process the names and sizes of the folders read lately may take, and those of one folder
    /// at most; a million files take some 75M.
    @WithDefault("128M")
    MemorySize memory();

    /// How long a request waits for a folder to be read, before it is told to ask again; the reading goes on.
    @WithDefault("10s")
    Duration patience();
}
