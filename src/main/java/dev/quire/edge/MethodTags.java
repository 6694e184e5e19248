package dev.quire.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/// Replaces the `method` tag of metrics by `other` for methods that the service does not implement. Clients can
/// send arbitrary methods, each of which would otherwise create a new time series. The settings of Quarkus can
/// limit the values of the `uri` tag, but not those of `method`.
@Singleton
final class MethodTags implements MeterFilter {

    private static final String METHOD = "method";
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    @Override
    public Meter.Id map(Meter.Id id) {
        var method = id.getTag(METHOD);
        return method == null || KNOWN.contains(method) ? id : id.withTag(Tag.of(METHOD, "other"));
    }
}
