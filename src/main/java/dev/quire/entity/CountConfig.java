package dev.quire.entity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// Settings of counts.
@ConfigMapping(prefix = "quire.count")
public interface CountConfig {

    /// The number of items up to which `count=auto` counts exactly.
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int bound();
}
