package dev.quire.generation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings for tracking the generations of collections.
@ConfigMapping(prefix = "quire.generation")
public interface GenerationConfig {

    /// How often the database is queried if no notification arrives earlier.
    @WithDefault("250ms")
    Duration pollInterval();

    /// How long a snapshot counts as current. An older one must be confirmed by the database before it is used. At
    /// least twice the poll interval.
    @WithDefault("1s")
    Duration bound();
}
