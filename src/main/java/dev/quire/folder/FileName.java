package dev.quire.folder;

import dev.quire.pagination.InvalidValueException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// The name of a folder entry: on Linux, 1 to 255 bytes except `/` and NUL, and not `.` or `..`. Immutable.
///
/// [#toString] decodes the name as UTF-8. It escapes every byte that is not valid UTF-8 as `\xE2`, and likewise every
/// byte of a character that could mislead a reader: control characters, line separators and bidirectional formatting
/// characters. A backslash is doubled. [#parse] reverses this. It also accepts escapes of other bytes, and a backslash
/// that begins no escape stands for itself.
public final class FileName {

    static final int MAX_LENGTH = 255;

    /// The Unicode bidirectional embeddings, overrides, isolates and marks.
    private static final String BIDI_CONTROLS =
            "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private FileName(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Parses the text form, see above.
    ///
    /// @throws InvalidValueException if the text is not a valid file name
    public static FileName parse(String text) {
        return of(unescape(text));
    }

    /// @throws InvalidValueException if the bytes are not a valid file name
    static FileName of(byte[] bytes) {
        var dots = bytes.length <= 2
                && Arrays.equals(bytes, "..".substring(0, bytes.length).getBytes(StandardCharsets.US_ASCII));
        if (dots || bytes.length > MAX_LENGTH) {
            throw new InvalidValueException(
                    "must be a file name of 1 to %d bytes other than '.' and '..'".formatted(MAX_LENGTH));
        }
        for (var octet : bytes) {
            if (octet == '/' || octet == 0) {
                throw new InvalidValueException("must be a file name without '/' and NUL");
            }
        }
        return new FileName(bytes);
    }

    /// @param entry the path of a folder entry
    public static FileName of(Path entry) {
        var name = entry.getFileName();
        var text = name.toString();
        // The text of other names was decoded with the platform's encoding, which may lose bytes. Only the URI of the
        // path still contains the original bytes.
        return new FileName(isAscii(text) ? text.getBytes(StandardCharsets.US_ASCII) : bytesFromUri(name));
    }

    /// Wraps bytes that are known to be a valid name, without checking them again.
    static FileName ofValid(byte[] bytes) {
        return new FileName(bytes);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytesFromUri(Path name) {
        var uri = name.toUri().getRawPath();
        var end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return unescape(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end), "%", false);
    }

    /// Returns the name as a relative path with the same bytes, whatever the platform's encoding is.
    public Path path() {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (isAscii(text)) {
            return Path.of(text);
        }
        var uri = new StringBuilder("file:///");
        for (var octet : bytes) {
            uri.append('%').append(HEX.toHexDigits(octet));
        }
        return Path.of(URI.create(uri.toString())).getFileName();
    }

    /// Returns the internal array, which must not be modified.
    public byte[] bytes() {
        return bytes;
    }

    /// Decodes the text form of a name or of a part of one.
    static byte[] unescape(String text) {
        return unescape(text, "\\x", true);
    }

    private static byte[] unescape(String text, String marker, boolean doubled) {
        var raw = text.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(raw.length);
        var length = marker.length();
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == marker.charAt(0)) {
                if (isEscape(raw, i, marker)) {
                    bytes.write(Character.digit(raw[i + length], 16) << 4 | Character.digit(raw[i + length + 1], 16));
                    i += length + 1;
                    continue;
                }
                i += doubled && i + 1 < raw.length && raw[i + 1] == raw[i] ? 1 : 0;
            }
            bytes.write(raw[i]);
        }
        return bytes.toByteArray();
    }

    private static boolean isEscape(byte[] raw, int at, String marker) {
        var digits = at + marker.length();
        return digits + 1 < raw.length
                && raw[digits - 1] == marker.charAt(marker.length() - 1)
                && Character.digit(raw[digits], 16) >= 0
                && Character.digit(raw[digits + 1], 16) >= 0;
    }

    /// Returns the escaped text form, see above.
    @Override
    public String toString() {
        if (isPlain()) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        var text = new StringBuilder(bytes.length);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        while (in.hasRemaining()) {
            var result = decoder.decode(in, out, true);
            out.flip().codePoints().forEach(character -> append(text, character));
            out.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                append(text, in.get());
            }
            decoder.reset();
        }
        return text.toString();
    }

    /// Whether the name needs no escapes and no decoding. Nearly all names are plain, and a folder may have a million.
    private boolean isPlain() {
        for (var octet : bytes) {
            if (octet < ' ' || octet > '~' || octet == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder text, int character) {
        if (character == '\\') {
            text.append("\\\\");
        } else if (isMisleading(character)) {
            for (var octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                append(text, octet);
            }
        } else {
            text.appendCodePoint(character);
        }
    }

    private static void append(StringBuilder text, byte octet) {
        text.append("\\x").append(HEX.toHexDigits(octet));
    }

    private static boolean isMisleading(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> BIDI_CONTROLS.indexOf(character) >= 0;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
