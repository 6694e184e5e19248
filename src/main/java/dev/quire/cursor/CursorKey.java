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

/// A secret key that seals cursors: it encrypts with AES-256 in counter mode, then authenticates with HMAC-SHA-256.
///
/// The initialisation vector is derived from the plaintext and its context with a third key (a synthetic IV as in RFC
/// 5297). Random or counted nonces could repeat across replicas or exhaust a key, and this design needs neither. It is
/// also deterministic: the same place always yields the same cursor, so that equal pages stay identical for caches. The
/// only information it reveals is whether two cursors are equal.
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

    /// @param text 32 random bytes in Base64, as printed by `openssl rand -base64 32`
    /// @throws IllegalArgumentException if the text is not a valid key. The message does not contain the text,
    ///     which may be a secret
    public static CursorKey parse(String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a cursor key is not valid Base64");
        }
        if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "a cursor key must have %d bytes, but has %d".formatted(SECRET_LENGTH, secret.length));
        }
        return new CursorKey(secret);
    }

    /// Generates a new random key, in the format that [#parse] reads.
    public static String generate() {
        var secret = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    /// Computes an authentication code with a key that is derived for the purpose; see [Secrets#authenticate].
    public byte[] authenticate(String purpose, byte[]... parts) {
        var key = new SecretKeySpec(mac(master, ascii(purpose)), "HmacSHA256");
        return mac(key, Arrays.stream(parts).map(CursorKey::framed).toArray(byte[][]::new));
    }

    /// Whether the sealed bytes carry the id of this key. It says nothing about their authenticity.
    boolean sealed(byte[] sealed) {
        return sealed.length >= ID_LENGTH + IV_LENGTH + TAG_LENGTH
                && Arrays.equals(sealed, 0, ID_LENGTH, id, 0, ID_LENGTH);
    }

    /// The id of the key in hexadecimal digits. It is not secret.
    String name() {
        return HexFormat.of().formatHex(id);
    }

    /// @param context additional authenticated data. The bytes can be opened only with the same context
    byte[] seal(byte[] plain, byte[] context) {
        var iv = Arrays.copyOf(mac(derivation, framed(context), plain), IV_LENGTH);
        var sealed = concat(id, iv, crypt(Cipher.ENCRYPT_MODE, iv, plain));
        return concat(sealed, tag(sealed, context));
    }

    /// Verifies the bytes, then decrypts them.
    ///
    /// @throws CursorException `INVALID` if the bytes are not authentic. In that case nothing is decrypted
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

    /// Prefixes the bytes with their length, so that different splits of the same bytes yield different codes.
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
