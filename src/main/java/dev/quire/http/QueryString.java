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

/// The decoded parameters of a query string, in the order of the request.
public record QueryString(List<Parameter> parameters) {

    /// The unreserved characters of RFC 3986. All others are escaped: a query may contain more of them, but
    /// clients that split a `Link` header at `,` or `;`, or quote addresses with `'`, would lose the link.
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public record Parameter(String name, String value) {

        private String encoded() {
            return encode(name) + "=" + encode(value);
        }
    }

    public QueryString {
        parameters = List.copyOf(parameters);
    }

    /// Parses the raw query of a request target. `+` stands for a space, as in HTML forms.
    ///
    /// @param raw null if the request target has no query
    /// @throws InvalidValueException if a percent escape is malformed, or the text is not UTF-8 or contains NUL
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
        var raw = text.getBytes(StandardCharsets.ISO_8859_1); // The server decodes the request line as ISO 8859-1.
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
            throw new InvalidValueException(
                    "'%' must be followed by two hexadecimal digits; write a literal '%' as %25");
        }
        return (byte) (high << 4 | low);
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.indexOf(0) >= 0) {
                throw new InvalidValueException("it contains a NUL character, which is not allowed");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new InvalidValueException("it is not valid UTF-8");
        }
    }

    /// Percent-encodes a text for a part of an address: a path segment, or a name or value of the query.
    public static String encode(String text) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    public Optional<String> value(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /// Returns the parameters sorted by name, so that equivalent requests have the same text.
    public QueryString canonical() {
        return new QueryString(parameters.stream()
                .sorted(Comparator.comparing(Parameter::name))
                .toList());
    }

    /// Returns a copy with the parameter set to the value. A parameter that is present keeps its position, and a new
    /// one is appended.
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

    /// The percent-encoded query, without the question mark.
    @Override
    public String toString() {
        return parameters.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    }
}
