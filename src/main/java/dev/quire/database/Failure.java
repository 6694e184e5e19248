package dev.quire.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;

/// The cause of a database failure, derived from its SQLSTATE.
public enum Failure {
    /// The connection was lost while in use. Another connection may work.
    DIED,
    /// The server did not respond within the socket timeout.
    SILENT,
    /// No connection is available: the server is unreachable, starting up or out of resources, or the pool is
    /// exhausted.
    AWAY,
    /// The server is read-only, because another one has become the primary.
    DEPOSED,
    /// The statement exceeded its timeout or was cancelled.
    LATE,
    /// The statement did not get a lock in time.
    HELD,
    /// The statement or its data is at fault.
    OTHER;

    /// SQLSTATEs, or their prefixes, without a usable connection: insufficient resources (53), the server cannot
    /// accept connections now (57P03), the connection could not be established (08001) or was rejected (08004).
    private static final List<String> NONE = List.of("53", "57P03", "08001", "08004");

    public static Failure of(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) {
            return AWAY; // Only the pool fails without an SQLSTATE: acquiring a connection timed out.
        }
        return switch (state) {
            case "57014" -> LATE;
            case "55P03" -> HELD;
            case "25006" -> DEPOSED;
            case "25P03", "25P04" -> DIED; // idle_in_transaction_session_timeout, transaction_timeout
            case String none when NONE.stream().anyMatch(none::startsWith) -> AWAY;
            case String died
            when died.startsWith("08") || died.startsWith("57P") -> isSocketTimeout(failure) ? SILENT : DIED;
            default -> OTHER;
        };
    }

    private static boolean isSocketTimeout(SQLException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
