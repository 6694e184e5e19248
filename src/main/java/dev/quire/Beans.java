package dev.quire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.PagedCollection;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/// Beans that all packages share: the clock, the catalogue of collections, and the JSON configuration.
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

    /// Writes decimal numbers as they are stored, without an exponent; values that JSON cannot express as strings;
    /// times
    /// with six decimals; and enum constants in lower case.
    @Produces
    @Singleton
    ObjectMapperCustomizer json() {
        return (ObjectMapper mapper) -> {
            mapper.registerModule(new JsonValues());
            mapper.configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true);
            mapper.configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
        };
    }
}
