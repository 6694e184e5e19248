package dev.quire.logging;

import java.util.regex.Pattern;

/// Text without what moves the cursor, colours a terminal, turns the direction of writing or begins a line of its own.
final class HarmlessText {

    /// Controls, formats (which turn or hide text), separators of lines, halves of pairs.
    private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private HarmlessText() {}

    static boolean isHarmless(String text) {
        return !ODD.matcher(text).find();
    }

    /// Each odd character as Java writes it.
    static String of(String text) {
        return ODD.matcher(text).replaceAll(odd -> switch (odd.group()) {
            case "\n" -> "\\\\n";
            case "\r" -> "\\\\r";
            case "\t" -> "\\\\t";
            default -> "\\\\u{%X}".formatted(odd.group().codePointAt(0));
        });
    }
}
