package dev.quire.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Computes SHA-256 digests (FIPS 180-4). Every Java platform supports the algorithm, so no checked exception is
/// thrown.
public final class Sha256 {

    /// The length of a digest in bytes.
    public static final int LENGTH = 32;

    private Sha256() {}

    /// @return the digest of the UTF-8 encoding of the text, [#LENGTH] bytes
    public static byte[] of(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A short name for a text: the first half of its digest as 22 characters of unpadded base64url (RFC 4648), which
    /// are safe in headers and file names.
    public static String name(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(of(text), LENGTH / 2));
    }

    /// A new digest for incremental updates. For use by one thread.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
