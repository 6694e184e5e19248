package dev.quire.shop.retail.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a UTF-8 stream, ended by LF or CRLF. Each line is validated separately. Not thread-safe.
final class TextLines {

    /// The maximum length of a line, in bytes. The rest of a longer line is skipped, so that a file without line breaks
    /// takes no more memory than others.
    static final int LONGEST = 65_536;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST];
    private final byte[] line = new byte[LONGEST];
    private int position;
    private int limit;
    private long number;

    TextLines(InputStream in) {
        this.in = in;
    }

    /// @param flaw why the line is invalid; null if it is valid
    record Line(long number, String text, @Nullable String flaw) {}

    @Nullable
    Line next() throws IOException {
        int length = 0;
        int octet = read();
        if (octet < 0) {
            return null;
        }
        for (; octet >= 0 && octet != '\n'; octet = read()) {
            if (length < LONGEST) {
                line[length] = (byte) octet;
            }
            length++;
        }
        number++;
        return line(length);
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
        }
        return position < limit ? buffer[position++] & 0xFF : -1;
    }

    private Line line(int length) {
        int kept = Math.min(length, LONGEST);
        if (kept > 0 && line[kept - 1] == '\r') {
            kept--;
        }
        var text = new String(line, 0, kept, StandardCharsets.UTF_8);
        if (number == 1 && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return new Line(number, text, flaw(text, length, kept));
    }

    private @Nullable String flaw(String text, int length, int kept) {
        if (length > LONGEST) {
            return "line longer than " + LONGEST + " bytes";
        }
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(kept)) {
            return "invalid UTF-8";
        }
        // PostgreSQL cannot store NUL. The CSV parser would treat a lone CR as the end of the record.
        return text.chars().anyMatch(c -> c < ' ' && c != '\t') ? "control character" : null;
    }

    /// Whether the bytes are valid UTF-8. A replacement character in the text may be in the file itself.
    private boolean isUtf8(int kept) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, kept));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
