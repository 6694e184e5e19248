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

/// How much clients may ask for.
@ConfigMapping(prefix = "quire.rate-limit")
public interface RateLimitConfig {

    @WithDefault("true")
    boolean enabled();

    /// For each kind of principal its windows by name, such as `300/10s`.
    Map<Principal.Kind, Map<String, String>> windows();

    /// Addresses or networks that may ask for anything.
    Optional<List<String>> allowlist();

    /// Whether what would be refused is counted only, and served.
    @WithDefault("false")
    boolean shadow();

    /// A file that says all this instead; read anew when it changes.
    Optional<Path> file();

    /// How long Redis may take before a request is judged without it.
    @WithDefault("100ms")
    Duration redisTimeout();

    /// How many replicas share the quotas, as long as Redis has never told.
    @WithDefault("1")
    @Min(1)
    @Max(1000)
    int replicas();
}
