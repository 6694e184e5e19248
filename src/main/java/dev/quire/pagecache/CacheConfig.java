package dev.quire.pagecache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the page cache.
@ConfigMapping(prefix = "quire.cache")
public interface CacheConfig {

    @WithDefault("true")
    boolean enabled();

    /// The maximum memory that cached pages take in this process, approximately.
    @WithDefault("64M")
    MemorySize memory();

    /// The age from which an entry is refreshed in the background when it is used; with jitter.
    @WithDefault("1m")
    Duration softTimeToLive();

    /// The age from which an entry is not served any more; with jitter.
    @WithDefault("10m")
    Duration hardTimeToLive();

    /// How long an entry lives that was requested only once lately. It must suffice for the requests that wait for
    /// it.
    @WithDefault("2s")
    Duration briefTimeToLive();

    /// How long a request waits for Redis before it continues without it.
    @WithDefault("100ms")
    Duration redisTimeout();

    /// How long a request waits for a page that another request or replica loads, before it loads the page itself.
    @WithDefault("10s")
    Duration lease();

    /// Whether to prefetch the next page for readers that go from page to page.
    @WithDefault("true")
    boolean prefetch();
}
