package dev.quire.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// Connection limits and timeouts of the public port, as far as `quarkus.http.limits.*` and
/// `quarkus.http.idle-timeout` do not cover them; see [Connections]. The maximum sizes of the request line and of
/// the header are set by `quarkus.http.limits.max-initial-line-length` and `quarkus.http.limits.max-header-size`.
@ConfigMapping(prefix = "quire.connections")
public interface ConnectionConfig {

    /// The maximum number of open connections.
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int max();

    /// The maximum number of open connections per IPv4 address or IPv6 /64 network. It does not apply to trusted
    /// proxies, which connect on behalf of many clients.
    @WithDefault("2000")
    @Min(1)
    @Max(1_000_000)
    int maxPerAddress();

    /// The time limit for receiving a request head, from the start of the connection or from the first byte of the
    /// head.
    @WithDefault("10s")
    Duration headTimeout();

    /// The time limit for receiving a request body, from the end of the head.
    @WithDefault("30s")
    Duration bodyTimeout();

    /// How long a connection may stay idle between two requests. The default exceeds the 60 seconds for which
    /// proxies usually keep idle connections; otherwise a proxy could send a request on a connection that is just
    /// being closed.
    @WithDefault("75s")
    Duration idleTimeout();

    /// How long a client may go without reading any byte of a pending response before the connection is closed.
    @WithDefault("2m")
    Duration patience();

    /// The maximum number of header fields of a request.
    @WithDefault("100")
    @Min(10)
    @Max(1000)
    int maxHeaders();

    /// The maximum number of pipelined requests: requests received on a connection and not yet answered.
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int maxPipelined();
}
