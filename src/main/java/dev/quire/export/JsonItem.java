package dev.quire.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.pagination.Field;
import dev.quire.pagination.NonFinite;
import dev.quire.pagination.NumberForm;
import dev.quire.pagination.Times;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes items as JSON, byte for byte as lists do. Jackson would take most of the time of an export.
final class JsonItem {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /// The length of an escaped control character.
    private static final int WIDEST = 6;

    private final byte[][] names;
    private final NumberForm numbers;
    private final ObjectMapper json;
    private final Time time = new Time();

    JsonItem(List<Field> fields, NumberForm numbers, ObjectMapper json) {
        this.numbers = numbers;
        this.json = json;
        names = new byte[fields.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = ((i == 0 ? "{\"" : ",\"") + fields.get(i).name() + "\":").getBytes(StandardCharsets.US_ASCII);
        }
    }

    void write(@Nullable Object[] row, Text text) {
        for (int i = 0; i < names.length; i++) {
            text.octets(names[i]);
            value(row[i], text);
        }
        text.octet('}');
    }

    private void value(@Nullable Object value, Text text) {
        switch (value) {
            case null -> text.octets(NULL);
            case String string -> quoted(string, text);
            case Long number -> {
                quote(text);
                text.number(number);
                quote(text);
            }
            case Integer number -> text.number(number);
            case NonFinite number -> quoted(number.toString(), text);
            case BigDecimal number -> {
                quote(text);
                text.ascii(number.toPlainString());
                quote(text);
            }
            case Instant instant -> {
                text.octet('"');
                time.write(instant, text);
                text.octet('"');
            }
            case Boolean truth -> text.ascii(truth.toString());
            case Enum<?> constant -> quoted(Field.constantName(constant), text);
            case LocalDate date -> quoted(Times.text(date), text);
            case UUID uuid -> quoted(uuid.toString(), text);
            default -> text.octets(written(value));
        }
    }

    /// Writes the quote around a number that is represented as a string.
    private void quote(Text text) {
        if (numbers == NumberForm.STRINGS) {
            text.octet('"');
        }
    }

    private byte[] written(Object value) {
        try {
            return json.writeValueAsBytes(numbers.value(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void quoted(String string, Text text) {
        text.octet('"');
        int length = string.length();
        text.reserve(length * WIDEST);
        for (int i = 0; i < length; i++) {
            char c = string.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                escape(c, text);
            } else if (Character.isHighSurrogate(c) && i + 1 < length) {
                text.codePoint(string.codePointAt(i++));
            } else {
                text.codePoint(c);
            }
        }
        text.octet('"');
    }

    private static void escape(char c, Text text) {
        text.codePoint('\\');
        switch (c) {
            case '"', '\\' -> text.codePoint(c);
            case '\b' -> text.codePoint('b');
            case '\t' -> text.codePoint('t');
            case '\n' -> text.codePoint('n');
            case '\f' -> text.codePoint('f');
            case '\r' -> text.codePoint('r');
            default -> {
                text.ascii("u00");
                text.codePoint(HEX[c >> 4]);
                text.codePoint(HEX[c & 0xF]);
            }
        }
    }
}
