package dev.quire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.quire.pagination.NonFinite;
import dev.quire.pagination.Times;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/// Writes times and dates as [Times] does, and numbers that JSON cannot express as strings.
public final class JsonValues extends SimpleModule {

    private static final long serialVersionUID = 1L;

    public JsonValues() {
        addSerializer(NonFinite.class, ToStringSerializer.instance);
        addSerializer(new TextSerializer<>(Instant.class, Times::text));
        addSerializer(new TextSerializer<>(LocalDate.class, Times::text));
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
