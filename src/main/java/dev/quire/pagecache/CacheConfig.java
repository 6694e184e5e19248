package dev.quire.pagecache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How pages are kept.
@ConfigMapping(prefix = "quire.cache")
public interface CacheConfig {

    @WithDefault("true")
    boolean enabled();

    /// How much memory of this process the kept pages may take.
    @WithDefault("64M")
    MemorySize memory();

    /// From this age on an entry is made anew in the background when it is asked for; with some jitter.
    @WithDefault("1m")
    Duration softTimeToLive();

    /// From this age on an entry is not served any more; with some jitter.
    @WithDefault("10m")
    Duration hardTimeToLive();

    /// How long an entry lives that nobody else has asked for lately: long enough for those who wait for it.
    @WithDefault("2s")
    Duration briefTimeToLive();

    /// How long Redis may take to answer before a request goes on without it.
    @WithDefault("100ms")
    Duration redisTimeout();

    /// How long others wait for the one that loads a page for all, before they load it themselves.
    @WithDefault("10s")
    Duration lease();

    /// Whether the page after the one that a walking reader asked for is fetched ahead.
    @WithDefault("true")
    boolean prefetch();
}
