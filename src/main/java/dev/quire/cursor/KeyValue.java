package dev.quire.cursor;

import dev.quire.pagination.Field;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Serialises the values of a keyset: one byte for the type, then the value without loss of precision.
final class KeyValue {

    /// The number of digits above which the zeros at the end of a decimal number are left out.
    private static final int LONG = 200;

    private KeyValue() {}

    static void write(@Nullable Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case null -> out.writeByte('0');
            // ISO 8859-1 needs fewer bytes than UTF-8, and the length of a cursor is limited.
            case String text when isLatin(text) -> bytes('1', text.getBytes(StandardCharsets.ISO_8859_1), out);
            case String text -> bytes('s', text.getBytes(StandardCharsets.UTF_8), out);
            case Long number -> {
                out.writeByte('l');
                out.writeLong(number);
            }
            case Integer number -> {
                out.writeByte('i');
                out.writeInt(number);
            }
            case BigDecimal number -> {
                // 1e60000 arrives with all of its zeros, which do not matter for its place in an order.
                var written = number.precision() > LONG ? number.stripTrailingZeros() : number;
                bytes('d', written.unscaledValue().toByteArray(), out);
                out.writeInt(written.scale());
            }
            case Boolean truth -> out.writeByte(truth ? 't' : 'f');
            case Instant instant -> {
                out.writeByte('n');
                out.writeLong(instant.getEpochSecond());
                out.writeInt(instant.getNano());
            }
            case LocalDate date -> {
                out.writeByte('y');
                out.writeLong(date.toEpochDay());
            }
            case UUID uuid -> {
                out.writeByte('u');
                out.writeLong(uuid.getMostSignificantBits());
                out.writeLong(uuid.getLeastSignificantBits());
            }
            case Enum<?> constant -> bytes('e', Field.constantName(constant).getBytes(StandardCharsets.UTF_8), out);
            default -> throw new IllegalArgumentException("unsupported type of a key value: " + value.getClass());
        }
    }

    /// @throws IOException if the bytes are not a value of the field
    static @Nullable Object read(Field field, DataInputStream in) throws IOException {
        try {
            var value = value(field, in);
            if (value == null || field.type().isInstance(value)) {
                return value;
            }
        } catch (RuntimeException e) {
            throw new IOException(e); // A malformed number or date, or an enum constant that no longer exists.
        }
        throw new IOException();
    }

    private static @Nullable Object value(Field field, DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case '0' -> null;
            case '1' -> new String(bytes(in), StandardCharsets.ISO_8859_1);
            case 's' -> text(in);
            case 'l' -> in.readLong();
            case 'i' -> in.readInt();
            case 'd' -> new BigDecimal(new BigInteger(bytes(in)), in.readInt());
            case 't' -> true;
            case 'f' -> false;
            case 'n' -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case 'y' -> LocalDate.ofEpochDay(in.readLong());
            case 'u' -> new UUID(in.readLong(), in.readLong());
            case 'e' -> field.parse(text(in));
            default -> throw new IOException();
        };
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(character -> character <= 0xFF);
    }

    private static void bytes(char tag, byte[] bytes, DataOutputStream out) throws IOException {
        out.writeByte(tag);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
