package dev.quire.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What every request must keep to.
@ConfigMapping(prefix = "quire.edge")
public interface EdgeConfig {

    /// How large the body of a request may be, from 1K to 10M; beyond that it is not read.
    @WithDefault("1M")
    MemorySize maxBodySize();
}
