package dev.quire.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/// Has the metrics name the methods that are served, and no others: clients may make up as many as they like.
@Singleton
final class MethodTags implements MeterFilter {

    private static final String METHOD = "method";
    private static final Set<String> NAMED = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    @Override
    public Meter.Id map(Meter.Id id) {
        var method = id.getTag(METHOD);
        return method == null || NAMED.contains(method) ? id : id.withTag(Tag.of(METHOD, "other"));
    }
}
