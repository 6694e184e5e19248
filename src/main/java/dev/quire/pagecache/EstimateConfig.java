package dev.quire.pagecache;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/// Settings of cached estimates.
@ConfigMapping(prefix = "quire.count")
public interface EstimateConfig {

    /// How long an estimate is used, in whole seconds.
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration estimateTimeToLive();
}
