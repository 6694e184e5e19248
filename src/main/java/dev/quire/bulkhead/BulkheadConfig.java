package dev.quire.bulkhead;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How much of each class is done at once.
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

    /// How many connections the pool has at most: more than there are permits. `application.properties` hands it over.
    @Min(1)
    int connections();

    /// How many of a class may wait for a permit.
    @WithDefault("200")
    @Min(0)
    @Max(100_000)
    int queue();

    /// How long they may wait; who would have to wait longer is refused at once.
    @WithDefault("1s")
    Duration patience();
}
