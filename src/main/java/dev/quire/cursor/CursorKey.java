package dev.quire.cursor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A secret that seals cursors: encryption by AES-256 in counter mode, then authentication by HMAC-SHA-256.
///
/// The initialisation vector is derived from what is sealed, by a third key (a synthetic IV as in RFC 5297). So no
/// source of nonces can fail or repeat itself across replicas, however many cursors one key seals, and one place always
/// gives one cursor, which keeps equal pages equal for caches. Only equality shows.
///
/// Immutable and safe for use by many threads.
public final class CursorKey {

    /// The length of a secret in bytes.
    public static final int SECRET_LENGTH = 32;

    static final int ID_LENGTH = 4;
    private static final int IV_LENGTH = 16;
    private static final int TAG_LENGTH = 16;

    private final byte[] id;
    private final SecretKeySpec master;
    private final SecretKeySpec encryption;
    private final SecretKeySpec authentication;
    private final SecretKeySpec derivation;

    private CursorKey(byte[] secret) {
        master = new SecretKeySpec(secret, "HmacSHA256");
        id = Arrays.copyOf(mac(master, ascii("quire cursor id")), ID_LENGTH);
        encryption = new SecretKeySpec(mac(master, ascii("quire cursor encryption")), "AES");
        authentication = new SecretKeySpec(mac(master, ascii("quire cursor authentication")), "HmacSHA256");
        derivation = new SecretKeySpec(mac(master, ascii("quire cursor derivation")), "HmacSHA256");
    }

    /// @param text 32 random bytes in Base64, as `openssl rand -base64 32` prints them
    /// @throws IllegalArgumentException if the text is anything else; the message does not repeat it
    public static CursorKey parse(String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a cursor key is no Base64");
        }
        if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "a cursor key has %d bytes, not %d".formatted(secret.length, SECRET_LENGTH));
        }
        return new CursorKey(secret);
    }

    /// A new secret as text.
    public static String generate() {
        var secret = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    /// A code by a key of its own for each purpose; see [Secrets#authenticate].
    public byte[] authenticate(String purpose, byte[]... parts) {
        var key = new SecretKeySpec(mac(master, ascii(purpose)), "HmacSHA256");
        return mac(key, Arrays.stream(parts).map(CursorKey::framed).toArray(byte[][]::new));
    }

    /// Whether the sealed bytes name this key.
    boolean sealed(byte[] sealed) {
        return sealed.length >= ID_LENGTH + IV_LENGTH + TAG_LENGTH
                && Arrays.equals(sealed, 0, ID_LENGTH, id, 0, ID_LENGTH);
    }

    /// The public name of the key, in hexadecimal digits.
    String name() {
        return HexFormat.of().formatHex(id);
    }

    /// @param context what the bytes belong to; they open with the same context only
    byte[] seal(byte[] plain, byte[] context) {
        var iv = Arrays.copyOf(mac(derivation, framed(context), plain), IV_LENGTH);
        var sealed = concat(id, iv, crypt(Cipher.ENCRYPT_MODE, iv, plain));
        return concat(sealed, tag(sealed, context));
    }

    /// @throws CursorException `INVALID` if the bytes are not authentic; before that nothing is decrypted
    byte[] open(byte[] sealed, byte[] context) {
        var end = sealed.length - TAG_LENGTH;
        var body = Arrays.copyOf(sealed, end);
        if (!MessageDigest.isEqual(tag(body, context), Arrays.copyOfRange(sealed, end, sealed.length))) {
            throw new CursorException(CursorException.Reason.INVALID);
        }
        var iv = Arrays.copyOfRange(body, ID_LENGTH, ID_LENGTH + IV_LENGTH);
        return crypt(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(body, ID_LENGTH + IV_LENGTH, end));
    }

    private byte[] tag(byte[] body, byte[] context) {
        return Arrays.copyOf(mac(authentication, framed(context), body), TAG_LENGTH);
    }

    private byte[] crypt(int mode, byte[] iv, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, encryption, new IvParameterSpec(iv));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Length first, so that no context runs into what follows it.
    private static byte[] framed(byte[] context) {
        return concat(ByteBuffer.allocate(Integer.BYTES).putInt(context.length).array(), context);
    }

    private static byte[] concat(byte[]... parts) {
        var length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var bytes = ByteBuffer.allocate(length);
        for (var part : parts) {
            bytes.put(part);
        }
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
