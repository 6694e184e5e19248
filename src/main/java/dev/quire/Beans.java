package dev.quire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.PagedCollection;
import dev.quire.pagination.NonFinite;
import dev.quire.pagination.Times;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

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
            mapper.registerModule(new SimpleModule("values")
                    .addSerializer(NonFinite.class, ToStringSerializer.instance)
                    .addSerializer(Instant.class, text(Instant.class, Times::text))
                    .addSerializer(LocalDate.class, text(LocalDate.class, Times::text)));
            mapper.configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true);
            mapper.configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
        };
    }

    private static <T> JsonSerializer<T> text(Class<T> type, Function<T, String> text) {
        return new StdSerializer<>(type) {

            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(text.apply(value));
            }
        };
    }
}
