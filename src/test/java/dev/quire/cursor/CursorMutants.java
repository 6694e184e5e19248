package dev.quire.cursor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Texts that are no cursors of a list, made at random from its cursors and from foreign ones.
public final class CursorMutants {

    /// How a mutant is made.
    enum Kind {
        CHARACTERS,
        BYTES,
        LAST_CHARACTER,
        CUT,
        SPLICE,
        SPLICE_OF_BYTES,
        FOREIGN,
        FOREIGN_UNDER_OUR_KEY,
        NOISE_UNDER_OUR_KEY,
        ALPHABET,
        PADDING,
        ENCODED_AGAIN,
        ENDLESS,
        NUL
    }

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final List<String> STRANGE = List.of("+", "/", "=", ".", "~", "*", "%", " ", "\n", "é", "🧸");
    private static final List<String> AROUND = List.of("=", "==", "===", " ", "\n", "A", "AA", "AAAA");
    private static final int KEY_ID = CursorKey.ID_LENGTH;

    private final List<String> cursors;
    private final List<String> foreign;
    private final Set<String> originals;
    private final SplittableRandom random;

    /// @param cursors of the list
    /// @param foreign of other collections or keys
    public CursorMutants(List<String> cursors, List<String> foreign, long seed) {
        this.cursors = cursors;
        this.foreign = foreign;
        this.originals = Set.copyOf(cursors);
        this.random = new SplittableRandom(seed);
    }

    /// A mutant of the cursor; never one of the list's cursors.
    public String next(String cursor) {
        return next(cursor, Kind.values()[random.nextInt(Kind.values().length)]);
    }

    private String next(String cursor, Kind kind) {
        String mutant;
        do {
            mutant = mutant(cursor, kind);
        } while (originals.contains(mutant));
        return mutant;
    }

    private String mutant(String cursor, Kind kind) {
        return switch (kind) {
            case CHARACTERS -> changedCharacters(cursor);
            case BYTES -> changedBits(cursor);
            case LAST_CHARACTER -> cursor.substring(0, cursor.length() - 1) + character();
            case CUT -> cut(cursor);
            case SPLICE -> cursor.substring(0, random.nextInt(cursor.length())) + tail(any(cursors));
            case SPLICE_OF_BYTES -> splicedBytes(cursor, any(cursors), random.nextInt(1, bytes(cursor).length));
            case FOREIGN -> any(foreign);
            case FOREIGN_UNDER_OUR_KEY -> splicedBytes(cursor, any(foreign), KEY_ID);
            case NOISE_UNDER_OUR_KEY -> noise(cursor);
            case ALPHABET -> inserted(cursor, any(STRANGE), random.nextInt(2));
            case PADDING -> random.nextBoolean() ? cursor + any(AROUND) : any(AROUND) + cursor;
            case ENCODED_AGAIN -> encodedAgain(cursor);
            case ENDLESS -> endless(cursor);
            case NUL -> inserted(cursor, "\0", random.nextInt(2));
        };
    }

    private String changedCharacters(String cursor) {
        var mutant = new StringBuilder(cursor);
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
            int at = random.nextInt(mutant.length());
            switch (random.nextInt(3)) {
                case 0 -> mutant.setCharAt(at, character());
                case 1 -> mutant.insert(at, character());
                default -> mutant.deleteCharAt(at);
            }
        }
        return mutant.toString();
    }

    private String changedBits(String cursor) {
        var bytes = bytes(cursor);
        for (int changes = random.nextInt(1, 9); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return text(bytes);
    }

    private String cut(String cursor) {
        int start = random.nextBoolean() ? 0 : random.nextInt(cursor.length());
        return cursor.substring(start, random.nextInt(start, cursor.length() + 1));
    }

    private String tail(String cursor) {
        return cursor.substring(random.nextInt(cursor.length()));
    }

    private static String splicedBytes(String head, String tail, int at) {
        var bytes = bytes(tail);
        System.arraycopy(bytes(head), 0, bytes, 0, Math.min(at, bytes.length));
        return text(bytes);
    }

    private String noise(String cursor) {
        var noise = new byte[random.nextInt(KEY_ID, 384)];
        random.nextBytes(noise);
        System.arraycopy(bytes(cursor), 0, noise, 0, KEY_ID);
        return text(noise);
    }

    private String inserted(String cursor, String what, int replaced) {
        int at = random.nextInt(cursor.length());
        return cursor.substring(0, at) + what + cursor.substring(at + replaced);
    }

    private String encodedAgain(String cursor) {
        return switch (random.nextInt(5)) {
            case 0 -> text(cursor.getBytes(UTF_8));
            case 1 -> Base64.getMimeEncoder().encodeToString(bytes(cursor));
            case 2 -> HexFormat.of().formatHex(bytes(cursor));
            case 3 -> cursor.chars().mapToObj("%%%02X"::formatted).collect(Collectors.joining());
            default -> '"' + cursor + '"';
        };
    }

    /// 10,000 characters that begin or end in a cursor.
    private String endless(String cursor) {
        var rest = (random.nextBoolean() ? cursor : String.valueOf(character())).repeat(10_000);
        return random.nextBoolean()
                ? (cursor + rest).substring(0, 10_000)
                : rest.substring(0, 10_000 - cursor.length()) + cursor;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private char character() {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    private static byte[] bytes(String cursor) {
        return Base64.getUrlDecoder().decode(cursor);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
