package dev.quire.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits that apply to every request.
@ConfigMapping(prefix = "quire.edge")
public interface EdgeConfig {

    /// The maximum size of a request body, from 1K to 10M. A larger body is refused without being read.
    @WithDefault("1M")
    MemorySize maxBodySize();
}
