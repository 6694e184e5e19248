package dev.quire.pagecache;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/// How long estimates are kept.
@ConfigMapping(prefix = "quire.count")
public interface EstimateConfig {

    /// How long an estimate serves; in whole seconds.
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration estimateTimeToLive();
}
