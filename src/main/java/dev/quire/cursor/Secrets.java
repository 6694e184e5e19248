package dev.quire.cursor;

/// The secrets of this service and its replicas, for what must be told from forgeries but is no cursor.
@FunctionalInterface
public interface Secrets {

    /// An authentication code of 32 bytes by the newest secret.
    ///
    /// @param purpose keeps codes of one use from passing for those of another
    byte[] authenticate(String purpose, byte[]... parts);
}
