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

/// The name of an entry of a folder: any bytes but `/` and NUL, as Linux has it, and never `.` or `..`.
///
/// As text it is UTF-8 in which every byte that is none, and every byte of a character that could deceive a reader
/// (controls, line ends, marks that turn the direction of writing), is written `\xE2`, and a backslash twice. Read
/// back, that is the same name again; an escape that nobody has written so is one too, and a backslash that begins none
/// stands for itself.
public final class FileName {

    static final int MAX_LENGTH = 255;

    /// Embeddings, overrides and isolates, and the marks.
    private static final String DIRECTIONS = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private FileName(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws InvalidValueException if nothing can have this name
    public static FileName parse(String text) {
        return of(unescaped(text));
    }

    /// @throws InvalidValueException if nothing can have this name
    static FileName of(byte[] bytes) {
        var dots = bytes.length <= 2
                && Arrays.equals(bytes, "..".substring(0, bytes.length).getBytes(StandardCharsets.US_ASCII));
        if (dots || bytes.length > MAX_LENGTH) {
            throw new InvalidValueException(
                    "is no name: it has 1 to %d bytes, and is not '.' or '..'".formatted(MAX_LENGTH));
        }
        for (var octet : bytes) {
            if (octet == '/' || octet == 0) {
                throw new InvalidValueException("is no name: it holds no '/' and no NUL");
            }
        }
        return new FileName(bytes);
    }

    /// @param entry of a folder
    public static FileName of(Path entry) {
        var name = entry.getFileName();
        var text = name.toString();
        // Other texts have been decoded by the machine's encoding, whatever it is: their bytes show in an address only.
        return new FileName(isAscii(text) ? text.getBytes(StandardCharsets.US_ASCII) : addressed(name));
    }

    /// The name as one of the bytes of a file that the sort compares.
    static FileName ofChecked(byte[] bytes) {
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

    private static byte[] addressed(Path name) {
        var address = name.toUri().getRawPath();
        var end = address.endsWith("/") ? address.length() - 1 : address.length();
        return unescaped(address.substring(address.lastIndexOf('/', end - 1) + 1, end), "%", false);
    }

    /// The same name for the file system.
    public Path path() {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (isAscii(text)) {
            return Path.of(text);
        }
        var address = new StringBuilder("file:///");
        for (var octet : bytes) {
            address.append('%').append(HEX.toHexDigits(octet));
        }
        return Path.of(URI.create(address.toString())).getFileName();
    }

    /// Not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// The bytes that a text stands for, be they a name or a part of one.
    static byte[] unescaped(String text) {
        return unescaped(text, "\\x", true);
    }

    private static byte[] unescaped(String text, String sign, boolean doubled) {
        var raw = text.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(raw.length);
        var length = sign.length();
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == sign.charAt(0)) {
                if (isEscape(raw, i, sign)) {
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

    private static boolean isEscape(byte[] raw, int at, String sign) {
        var digits = at + sign.length();
        return digits + 1 < raw.length
                && raw[digits - 1] == sign.charAt(sign.length() - 1)
                && Character.digit(raw[digits], 16) >= 0
                && Character.digit(raw[digits + 1], 16) >= 0;
    }

    /// See above.
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

    /// As nearly all names are, of which a folder may have a million.
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
        } else if (deceives(character)) {
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

    private static boolean deceives(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> DIRECTIONS.indexOf(character) >= 0;
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
