package dev.quire.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How many connections are held, and how long each may take for what.
@ConfigMapping(prefix = "quire.connections")
public interface ConnectionConfig {

    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int max();

    /// Of one address, or of one IPv6 network of 64 bits. A trusted proxy speaks for many, and has no share of its own.
    @WithDefault("2000")
    @Min(1)
    @Max(1_000_000)
    int maxPerAddress();

    /// For the head of a request, from the connection or its first byte on.
    @WithDefault("10s")
    Duration headTimeout();

    /// For the body of a request, from its head on.
    @WithDefault("30s")
    Duration bodyTimeout();

    /// Between two requests: longer than the minute for which proxies keep a connection, or they meet one that is just
    /// closed.
    @WithDefault("75s")
    Duration idleTimeout();

    /// How long a client may take nothing of an answer.
    @WithDefault("2m")
    Duration patience();

    /// Header fields of a request.
    @WithDefault("100")
    @Min(10)
    @Max(1000)
    int maxHeaders();

    /// Requests that are sent before the first of them is answered.
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int maxPipelined();
}
