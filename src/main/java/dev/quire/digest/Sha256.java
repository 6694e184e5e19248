package dev.quire.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// The digest SHA-256 (FIPS 180-4), which every Java platform has.
public final class Sha256 {

    /// The length of a digest in bytes.
    public static final int LENGTH = 32;

    private Sha256() {}

    /// @return the digest of the text in UTF-8, [#LENGTH] bytes
    public static byte[] of(String text) {
        return digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A short name for a text: half of its digest, as 22 letters and digits that are safe in headers and file names.
    public static String name(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(of(text), LENGTH / 2));
    }

    /// A digest to be fed piece by piece; for one thread.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
