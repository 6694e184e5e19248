package dev.quire.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the circuit breaker for Redis.
@ConfigMapping(prefix = "quire.redis")
public interface BreakerConfig {

    /// The longest trial period: for this time every probe must succeed before Redis is used again. A first failure has
    /// a shorter one, and each further failure soon after doubles it, up to this.
    @WithDefault("5s")
    Duration longestTrial();
}
