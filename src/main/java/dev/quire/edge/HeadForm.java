package dev.quire.edge;

import io.netty.buffer.ByteBuf;

/// Reads the bytes of heads before they are parsed, for what a parser forgives and another one reads otherwise: lines
/// that end in a bare CR or LF, lines that go on (RFC 9112, 5.2), spaces before a colon or beside the three words of
/// the first line, names that are no token, control characters.
final class HeadForm {

    /// In place of a length.
    static final int MALFORMED = -1;

    private static final int DEL = 127;
    private static final String VERSION = "HTP/.0123456789";
    private static final boolean[] TOKEN = new boolean[256];

    static {
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(c -> TOKEN[c] = true);
    }

    private int before;
    /// Lines that are not empty; those that are empty before the first one are no part of a head (RFC 9112, 2.2).
    private int lines;

    private int column;
    private int spaces;
    private boolean named;
    private boolean ended;

    /// How many of these bytes belong to the head that is being read: all, or those up to its end.
    int measure(ByteBuf bytes) {
        int last = bytes.forEachByte(octet -> goesOn(octet & 0xff));
        if (last < 0) {
            return bytes.readableBytes();
        }
        if (!ended) {
            return MALFORMED;
        }
        before = 0;
        lines = 0;
        spaces = 0;
        ended = false;
        return last + 1 - bytes.readerIndex();
    }

    /// Whether there is more of a head than empty lines before it, and not yet all.
    boolean hasBegun() {
        return lines > 0 || column > 0;
    }

    private boolean goesOn(int c) {
        if (!fits(c)) {
            return false;
        }
        before = c;
        if (c == '\n') {
            ended = column == 0 && lines > 0;
            lines += column > 0 ? 1 : 0;
            column = 0;
            named = false;
        } else if (c != '\r') {
            column++;
            spaces += lines == 0 && c == ' ' ? 1 : 0;
            named |= c == ':';
        }
        return !ended;
    }

    private boolean fits(int c) {
        if (c == '\n') {
            return before == '\r' && (column == 0 || (lines == 0 ? spaces == 2 : named));
        }
        if (before == '\r' || c == '\r') {
            return before != '\r';
        }
        return lines == 0 ? fitsRequest(c) : fitsField(c);
    }

    private boolean fitsRequest(int c) {
        if (c == ' ') {
            return column > 0 && before != ' ';
        }
        return switch (spaces) {
            case 0 -> TOKEN[c];
            case 1 -> c > ' ' && c != DEL;
            default -> VERSION.indexOf(c) >= 0;
        };
    }

    private boolean fitsField(int c) {
        if (named) {
            return (c >= ' ' && c != DEL) || c == '\t';
        }
        return c == ':' ? column > 0 : TOKEN[c];
    }
}
