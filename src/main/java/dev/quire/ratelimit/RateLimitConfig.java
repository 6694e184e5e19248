package dev.quire.ratelimit;

import dev.quire.principal.Principal;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Configures rate limiting.
@ConfigMapping(prefix = "quire.rate-limit")
public interface RateLimitConfig {

    @WithDefault("true")
    boolean enabled();

    /// The windows of each kind of principal, by name, such as `20000/10s`: 20,000 ms of service time in 10
    /// seconds.
    Map<Principal.Kind, Map<String, String>> windows();

    /// Addresses or networks whose clients are not limited.
    Optional<List<String>> allowlist();

    /// Shadow mode: requests beyond a quota are counted, but served.
    @WithDefault("false")
    boolean shadow();

    /// A policy file that replaces `windows`, `allowlist` and `shadow`. It is reloaded when it changes.
    Optional<Path> file();

    /// How long to wait for Redis before the local quotas of this replica are used instead.
    @WithDefault("100ms")
    Duration redisTimeout();

    /// The assumed number of replicas until Redis has reported the actual number.
    @WithDefault("1")
    @Min(1)
    @Max(1000)
    int replicas();
}
