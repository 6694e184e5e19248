package dev.quire.logging;

import java.util.regex.Pattern;

/// Escapes characters that are unsafe in a log line: those that move the cursor, control a terminal, change the
/// writing direction or start a new line.
final class HarmlessText {

    /// Control characters, format characters (which reorder or hide text), line and paragraph separators, and
    /// unpaired surrogates.
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private HarmlessText() {}

    static boolean isHarmless(String text) {
        return !UNSAFE.matcher(text).find();
    }

    /// Replaces each unsafe character by an escape sequence, as in a Java string.
    static String of(String text) {
        return UNSAFE.matcher(text).replaceAll(match -> switch (match.group()) {
            case "\n" -> "\\\\n";
            case "\r" -> "\\\\r";
            case "\t" -> "\\\\t";
            default -> "\\\\u{%X}".formatted(match.group().codePointAt(0));
        });
    }
}
