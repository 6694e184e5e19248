package dev.quire.cursor;

/// Authenticates data other than cursors, such as shared cache entries, with the cursor keys that all replicas share.
/// Safe for use by many threads.
@FunctionalInterface
public interface Secrets {

    /// Computes an authentication code (HMAC-SHA-256, 32 bytes) with the first of the current keys.
    ///
    /// @param purpose identifies the use. A code for one purpose is not valid for another
    /// @param parts the data. Each part is framed by its length, so the boundaries between parts matter
    byte[] authenticate(String purpose, byte[]... parts);
}
