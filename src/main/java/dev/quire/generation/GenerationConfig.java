package dev.quire.generation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the generations of collections are followed.
@ConfigMapping(prefix = "quire.generation")
public interface GenerationConfig {

    /// How often the database is asked where no notification comes first.
    @WithDefault("250ms")
    Duration pollInterval();

    /// How long an answer of the database holds; what is older is confirmed before it is relied on.
    @WithDefault("1s")
    Duration bound();
}
