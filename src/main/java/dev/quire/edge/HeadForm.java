package dev.quire.edge;

import io.netty.buffer.ByteBuf;

/// Checks the syntax of request heads byte by byte, before the codec parses them. It refuses syntax that lenient
/// parsers accept and interpret differently: lines that end in a bare CR or LF, folded lines (RFC 9112, 5.2),
/// whitespace before a colon, additional spaces in the request line, field names that are not tokens, control
/// characters. Netty's decoder accepts part of this syntax and does not report that it did, so the check cannot be
/// made on the parsed request.
///
/// Instances are stateful, belong to one connection, and are not thread-safe.
final class HeadForm {

    /// Returned instead of a length if the head is malformed.
    static final int MALFORMED = -1;

    private static final int DEL = 127;
    private static final String VERSION = "HTP/.0123456789";
    private static final boolean[] TOKEN = new boolean[256];

    static {
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(c -> TOKEN[c] = true);
    }

    private int previous;
    /// The number of nonempty lines so far. Empty lines before the request line are ignored (RFC 9112, 2.2).
    private int lines;

    private int column;
    private int spaces;
    private boolean afterColon;
    private boolean ended;

    /// Returns how many of the readable bytes belong to the current head: all, or those up to its end. Returns
    /// [#MALFORMED] if they violate the syntax. Does not move the reader index.
    int measure(ByteBuf bytes) {
        int last = bytes.forEachByte(octet -> accept(octet & 0xff));
        if (last < 0) {
            return bytes.readableBytes();
        }
        if (!ended) {
            return MALFORMED;
        }
        previous = 0;
        lines = 0;
        spaces = 0;
        ended = false;
        return last + 1 - bytes.readerIndex();
    }

    /// Whether a head has begun, ignoring leading empty lines, and is not yet complete.
    boolean hasBegun() {
        return lines > 0 || column > 0;
    }

    private boolean accept(int c) {
        if (!isValid(c)) {
            return false;
        }
        previous = c;
        if (c == '\n') {
            ended = column == 0 && lines > 0;
            lines += column > 0 ? 1 : 0;
            column = 0;
            afterColon = false;
        } else if (c != '\r') {
            column++;
            spaces += lines == 0 && c == ' ' ? 1 : 0;
            afterColon |= c == ':';
        }
        return !ended;
    }

    private boolean isValid(int c) {
        if (c == '\n') {
            return previous == '\r' && (column == 0 || (lines == 0 ? spaces == 2 : afterColon));
        }
        if (previous == '\r' || c == '\r') {
            return previous != '\r';
        }
        return lines == 0 ? isValidInRequestLine(c) : isValidInField(c);
    }

    private boolean isValidInRequestLine(int c) {
        if (c == ' ') {
            return column > 0 && previous != ' ';
        }
        return switch (spaces) {
            case 0 -> TOKEN[c];
            case 1 -> c > ' ' && c != DEL;
            default -> VERSION.indexOf(c) >= 0;
        };
    }

    private boolean isValidInField(int c) {
        if (afterColon) {
            return (c >= ' ' && c != DEL) || c == '\t';
        }
        return c == ':' ? column > 0 : TOKEN[c];
    }
}
