package dev.quire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.quire.catalogue.Link;
import dev.quire.http.Address;
import dev.quire.http.QueryString;
import dev.quire.pagination.NonFinite;
import dev.quire.pagination.Times;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/// Writes decimal numbers as they are stored, without an exponent; numbers that JSON cannot express as strings; times
/// and dates as [Times] does; links without their base address; and enum constants in lower case.
@Singleton
public final class JsonConfiguration implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true);
        mapper.configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
        mapper.registerModule(new SimpleModule("values")
                .addSerializer(NonFinite.class, ToStringSerializer.instance)
                .addSerializer(new TextSerializer<>(Instant.class, Times::text))
                .addSerializer(new TextSerializer<>(LocalDate.class, Times::text))
                .addSerializer(new LinkSerializer()));
    }

    /// Runs last, so that its serializers precede those of the modules that Quarkus registers.
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    /// Writes a URL with [Address#BASE] in place of the base address, unescaped.
    private static final class LinkSerializer extends StdSerializer<Link> {

        private static final long serialVersionUID = 1L;

        LinkSerializer() {
            super(Link.class);
        }

        @Override
        public void serialize(Link link, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue('"' + String.valueOf(Address.BASE) + link.path(QueryString.encode(link.value())) + '"');
        }
    }

    private static final class TextSerializer<T> extends StdSerializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<T, String> text;

        TextSerializer(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }
}
