package dev.quire.cursor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CursorKeyTest {

    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final byte[] PLAIN = "forty-two, and some more that no block ends with".getBytes(US_ASCII);
    private static final byte[] CONTEXT = "things".getBytes(US_ASCII);

    private final CursorKey key = CursorKey.parse(SECRET);

    @Test
    void whatIsSealedOpensAgain() {
        for (int length = 0; length <= PLAIN.length; length++) {
            var plain = Arrays.copyOf(PLAIN, length);
            assertArrayEquals(plain, key.open(key.seal(plain, CONTEXT), CONTEXT));
        }
    }

    @Test
    void theSameSecretSealsTheSameEverywhere() {
        assertArrayEquals(
                key.seal(PLAIN, CONTEXT), CursorKey.parse(" " + SECRET + "\r\n").seal(PLAIN, CONTEXT));
    }

    @Test
    void plainTextsThatDifferShareNoInitialisationVector() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            var sealed = key.seal(Integer.toString(i).getBytes(US_ASCII), CONTEXT);
            assertTrue(seen.add(Arrays.toString(Arrays.copyOfRange(sealed, CursorKey.ID_LENGTH, 20))));
        }
    }

    @Test
    void anotherContextDoesNotOpenIt() {
        for (var context : List.of("", "thing", "things ", "Things", "thingsf")) {
            assertRefused(key, key.seal(PLAIN, CONTEXT), context.getBytes(US_ASCII));
        }
    }

    @Test
    void noPartOfTheContextCanPassForPlainText() {
        assertFalse(Arrays.equals(
                key.seal("b".getBytes(US_ASCII), "a".getBytes(US_ASCII)),
                key.seal("".getBytes(US_ASCII), "ab".getBytes(US_ASCII))));
    }

    @Test
    void anotherKeyNeitherKnowsNorOpensIt() {
        var other = CursorKey.parse(CursorKey.generate());
        var sealed = key.seal(PLAIN, CONTEXT);
        assertTrue(key.sealed(sealed));
        assertFalse(other.sealed(sealed));
        assertRefused(other, sealed, CONTEXT);
    }

    @Test
    void whatIsTooShortIsOfNoKey() {
        var sealed = key.seal(new byte[0], CONTEXT);
        assertTrue(key.sealed(sealed));
        for (int length = 0; length < sealed.length; length++) {
            assertFalse(key.sealed(Arrays.copyOf(sealed, length)));
        }
    }

    @Test
    void generatedKeysAreKeysAndDiffer() {
        assertNotEquals(CursorKey.generate(), CursorKey.generate());
        assertEquals(CursorKey.SECRET_LENGTH, Base64.getDecoder().decode(CursorKey.generate()).length);
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutBeingRepeated() {
        for (var text : List.of("", "secret", "=", "not/a/key!", SECRET.substring(4), SECRET + SECRET, SECRET + "AA")) {
            var message = assertThrows(IllegalArgumentException.class, () -> CursorKey.parse(text))
                    .getMessage();
            assertTrue(message.startsWith("a cursor key "), message);
            assertTrue(text.length() < 2 || !message.contains(text), message);
        }
    }

    private static void assertRefused(CursorKey key, byte[] sealed, byte[] context) {
        var refused = assertThrows(CursorException.class, () -> key.open(sealed, context));
        assertEquals(CursorException.Reason.INVALID, refused.reason());
    }
}
