package dev.quire.editing.panache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of idempotency keys.
@ConfigMapping(prefix = "quire.idempotency")
interface IdempotencyConfig {

    /// How long a key and its result are kept; at least one minute.
    @WithDefault("24h")
    Duration timeToLive();
}
