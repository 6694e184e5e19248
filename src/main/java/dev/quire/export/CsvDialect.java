package dev.quire.export;

import java.util.List;

/// How CSV is written.
///
/// @param delimiter the character between two values, one of [#DELIMITERS]
/// @param byteOrderMark whether the text begins with U+FEFF, by which Excel recognizes UTF-8
/// @param escapesFormulas whether a text that a spreadsheet would run as a formula is prefixed with `'`
public record CsvDialect(char delimiter, boolean byteOrderMark, boolean escapesFormulas) {

    public static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    public CsvDialect {
        if (!DELIMITERS.contains(delimiter)) {
            throw new IllegalArgumentException("not a delimiter: " + delimiter);
        }
    }
}
