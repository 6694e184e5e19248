package dev.quire;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.PagedCollection;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/// Beans that all packages share: the clock and the catalogue of collections.
final class Beans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Catalogue catalogue(@All List<PagedCollection> collections) {
        return new Catalogue(collections);
    }
}
