package dev.quire.editing.panache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long answers are kept for their idempotency keys.
@ConfigMapping(prefix = "quire.idempotency")
interface IdempotencyConfig {

    /// How long a key is known; a minute or more.
    @WithDefault("24h")
    Duration timeToLive();
}
