package dev.quire.logging;

import org.jboss.logging.Logger;

/// Logs a record in category `dev.quire.audit` for each committed write that changed data. Records contain no values
/// of the request body. Like other records, they carry the time and the request id. Thread-safe.
public final class Audit {

    private static final Logger LOG = Logger.getLogger("dev.quire.audit");

    private Audit() {}

    /// Logs a write.
    ///
    /// @param principal the client, such as `anonymous:192.0.2.7`
    /// @param method the HTTP method
    /// @param collection the name of the collection
    /// @param key the key of the written item
    /// @param status the HTTP status of the response
    public static void written(String principal, String method, String collection, String key, int status) {
        LOG.infof(
                "principal=%s method=%s collection=%s key=%s status=%d",
                quoted(principal), method, collection, quoted(key), status);
    }

    /// Quotes text that contains whitespace, quotes or `=`, so that it cannot be mistaken for another part of the
    /// line.
    private static String quoted(String text) {
        return text.matches("[^\\s\"=]+")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
