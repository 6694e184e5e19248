package dev.quire.api;

import dev.quire.catalogue.Catalogue;
import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Sets the tag `uri` of HTTP server metrics to the path template of the collection, such as `/api/products/{id}`. By
/// default, the tag would be the route, which all collections share.
@Singleton
final class RouteTags implements HttpServerMetricsTagsContributor {

    private static final String URI = "uri";

    private final Catalogue catalogue;

    RouteTags(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Tags contribute(Context context) {
        return Optional.ofNullable(context.request().path())
                .flatMap(catalogue::at)
                .map(destination -> Tags.of(URI, destination.template()))
                .orElse(Tags.empty());
    }
}
