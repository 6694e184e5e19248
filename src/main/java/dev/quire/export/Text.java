package dev.quire.export;

import java.util.Arrays;

/// A growing buffer of UTF-8 text, which is sent and cleared again and again.
final class Text {

    /// The most octets per char: a code point above U+FFFF takes two chars and four octets.
    private static final int WIDEST = 3;

    private byte[] octets = new byte[1 << 16];
    private int length;

    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /// Makes room for this number of further octets.
    void reserve(int more) {
        if (length + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(length + more, octets.length * 2));
        }
    }

    void octet(int octet) {
        reserve(1);
        octets[length++] = (byte) octet;
    }

    void octets(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, octets, length, more.length);
        length += more.length;
    }

    void ascii(String text) {
        int chars = text.length();
        reserve(chars);
        for (int i = 0; i < chars; i++) {
            octets[length++] = (byte) text.charAt(i);
        }
    }

    void utf8(String text) {
        reserve(text.length() * WIDEST);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
                codePoint(text.codePointAt(i++));
            } else {
                codePoint(c);
            }
        }
    }

    /// The caller must have reserved room.
    void codePoint(int c) {
        if (c < 0x80) {
            octets[length++] = (byte) c;
        } else if (c < 0x800) {
            octets[length++] = (byte) (0xC0 | (c >> 6));
            more(c);
        } else if (c < 0x10000) {
            octets[length++] = (byte) (0xE0 | (c >> 12));
            more(c >> 6);
            more(c);
        } else {
            octets[length++] = (byte) (0xF0 | (c >> 18));
            more(c >> 12);
            more(c >> 6);
            more(c);
        }
    }

    /// A continuation octet.
    private void more(int bits) {
        octets[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    void number(long number) {
        if (number < 0) {
            ascii(Long.toString(number));
            return;
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        reserve(digits);
        length += digits;
        long rest = number;
        for (int i = 1; i <= digits; i++) {
            octets[length - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
