package dev.quire.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.pagination.InvalidValueException;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class FileNamePropertyTest {

    @Property(tries = 500)
    void theTextOfAnyNameParsesToTheSameName(@ForAll @Size(min = 1, max = 255) byte[] bytes) {
        Assume.that(isName(bytes));
        assertArrayEquals(bytes, FileName.parse(FileName.of(bytes).toString()).bytes());
    }

    @Property(tries = 500)
    void thePathOfAnyNameHasTheSameBytes(@ForAll @Size(min = 1, max = 255) byte[] bytes) {
        Assume.that(isName(bytes));
        assertArrayEquals(bytes, FileName.of(FileName.of(bytes).path()).bytes());
    }

    @Property(tries = 500)
    void textContainsNoControlCharacters(@ForAll @Size(min = 1, max = 255) byte[] bytes) {
        Assume.that(isName(bytes));
        assertFalse(FileName.of(bytes).toString().codePoints().anyMatch(Character::isISOControl));
    }

    @Property(tries = 500)
    void validNamesAreParsedAndInvalidOnesAreRefused(@ForAll String text) {
        byte[] bytes = FileName.unescape(text);
        if (isName(bytes)) {
            assertArrayEquals(bytes, FileName.parse(text).bytes());
        } else {
            assertThrows(InvalidValueException.class, () -> FileName.parse(text));
        }
    }

    private static boolean isName(byte[] bytes) {
        var text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        return !text.isEmpty()
                && bytes.length <= 255
                && text.indexOf('/') < 0
                && text.indexOf(0) < 0
                && !text.equals(".")
                && !text.equals("..");
    }

    @Example
    void aBackslashWithoutAnEscapeIsLiteral() {
        assertEquals("a\\\\b\\\\x4", FileName.parse("a\\b\\x4").toString());
        assertEquals("a", FileName.parse("\\x61").toString());
        assertEquals("\\\\x61", FileName.parse("\\\\x61").toString());
    }
}
