package dev.quire.http;

import dev.quire.pagination.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parameters of a request, decoded, in their order.
public record QueryString(List<Parameter> parameters) {

    public record Parameter(String name, String value) {

        /// What a query holds unescaped (RFC 3986), but for what parts parameters or stands for a space.
        private static final String PLAIN =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*,;:@/?";

        private static final HexFormat HEX = HexFormat.of().withUpperCase();

        private String encoded() {
            return encode(name) + "=" + encode(value);
        }

        private static String encode(String text) {
            var encoded = new StringBuilder();
            for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
                if (PLAIN.indexOf(octet) >= 0) {
                    encoded.append((char) octet);
                } else {
                    encoded.append('%').append(HEX.toHexDigits(octet));
                }
            }
            return encoded.toString();
        }
    }

    public QueryString {
        parameters = List.copyOf(parameters);
    }

    /// Reads the raw query of a request target; `+` stands for a space, as in forms.
    ///
    /// @throws InvalidValueException if an escape is broken, the text is not UTF-8, or holds NUL
    public static QueryString parse(@Nullable String raw) {
        if (raw == null) {
            return new QueryString(List.of());
        }
        return new QueryString(Stream.of(raw.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(QueryString::parameter)
                .toList());
    }

    private static Parameter parameter(String pair) {
        var equals = pair.indexOf('=');
        return equals < 0
                ? new Parameter(decode(pair), "")
                : new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }

    private static String decode(String text) {
        var raw = text.getBytes(StandardCharsets.ISO_8859_1); // one char a byte, as the server reads a request line
        var bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            switch (raw[i]) {
                case '+' -> bytes.put((byte) ' ');
                case '%' -> {
                    bytes.put(escape(raw, i));
                    i += 2;
                }
                default -> bytes.put(raw[i]);
            }
        }
        return utf8(bytes.flip());
    }

    private static byte escape(byte[] raw, int percent) {
        int high = percent + 2 < raw.length ? Character.digit(raw[percent + 1], 16) : -1;
        int low = percent + 2 < raw.length ? Character.digit(raw[percent + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw new InvalidValueException("'%' in the query must be followed by two hexadecimal digits: write %25");
        }
        return (byte) (high << 4 | low);
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.indexOf(0) >= 0) {
                throw new InvalidValueException("the query holds a NUL character, which no value has");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new InvalidValueException("the query is not UTF-8");
        }
    }

    public Optional<String> value(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /// The same parameters in the order of their names: requests that ask for the same are written in the same way.
    public QueryString canonical() {
        return new QueryString(parameters.stream()
                .sorted(Comparator.comparing(Parameter::name))
                .toList());
    }

    /// With the parameter set to the value: in its place if it is there, else at the end.
    public QueryString with(String name, long value) {
        return with(name, Long.toString(value));
    }

    public QueryString with(String name, String value) {
        var parameter = new Parameter(name, value);
        var changed = new ArrayList<>(parameters);
        changed.replaceAll(old -> old.name().equals(name) ? parameter : old);
        if (!changed.contains(parameter)) {
            changed.add(parameter);
        }
        return new QueryString(changed);
    }

    public QueryString without(String name) {
        return new QueryString(parameters.stream()
                .filter(parameter -> !parameter.name().equals(name))
                .toList());
    }

    /// Percent-encoded, without the question mark.
    @Override
    public String toString() {
        return parameters.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    }
}
