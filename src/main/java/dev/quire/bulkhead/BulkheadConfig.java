package dev.quire.bulkhead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// Settings of the bulkheads. The values named after classes of work are the permits of each class.
@ConfigMapping(prefix = "quire.bulkhead")
public interface BulkheadConfig {

    @WithDefault("12")
    @Min(1)
    @Max(1000)
    int pointReads();

    @WithDefault("6")
    @Min(1)
    @Max(1000)
    int lists();

    @WithDefault("2")
    @Min(1)
    @Max(1000)
    int counts();

    @WithDefault("4")
    @Min(1)
    @Max(1000)
    int exports();

    @WithDefault("8")
    @Min(1)
    @Max(1000)
    int writes();

    /// The maximum size of the connection pool, set in `application.properties`. Must be greater than the sum of the
    /// permits.
    @Min(1)
    int connections();

    /// How many requests of a class may wait for a permit.
    @WithDefault("200")
    @Min(0)
    @Max(100_000)
    int queue();

    /// How long a request may wait for a permit. A request whose expected wait is more than half of this is rejected
    /// at once.
    @WithDefault("1s")
    Duration patience();
}
