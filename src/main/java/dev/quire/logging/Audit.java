package dev.quire.logging;

import org.jboss.logging.Logger;

/// Tells who wrote what: a record of a logger of its own for each write that was committed and changed something. No
/// value of a body is in it. The id of the exchange and the time are with the record, as with any other.
public final class Audit {

    private static final Logger LOG = Logger.getLogger("dev.quire.audit");

    private Audit() {}

    /// @param principal who wrote
    /// @param method of HTTP
    /// @param collection its name
    /// @param key of the item that was written
    /// @param status of the answer
    public static void written(String principal, String method, String collection, String key, int status) {
        LOG.infof(
                "principal=%s method=%s collection=%s key=%s status=%d",
                quoted(principal), method, collection, quoted(key), status);
    }

    /// As it is, if nothing in it could be taken for another part of the line.
    private static String quoted(String text) {
        return text.matches("[^\\s\"=]+")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
