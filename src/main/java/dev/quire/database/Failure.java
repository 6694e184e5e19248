package dev.quire.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;

/// What a failure tells, by its SQLSTATE.
public enum Failure {
    /// The connection ended in use. Another one may serve.
    DIED,
    /// The server did not answer in time, not even to say so.
    SILENT,
    /// No connection can be had: the server is away, starting, or has no room.
    AWAY,
    /// The server only reads, since another one has taken over.
    DEPOSED,
    /// The statement took too long.
    LATE,
    /// Others hold what the statement needs.
    HELD,
    /// The statement, or what it was to write, is at fault.
    OTHER;

    /// Insufficient resources; a server that starts or stops; no connection, or none that is accepted.
    private static final List<String> NONE = List.of("53", "57P03", "08001", "08004");

    public static Failure of(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) {
            return AWAY; // The pool has no state to tell: no connection came free in time.
        }
        return switch (state) {
            case "57014" -> LATE;
            case "55P03" -> HELD;
            case "25006" -> DEPOSED;
            case "25P03", "25P04" -> DIED; // It did nothing for too long, or took too long in all.
            case String none when NONE.stream().anyMatch(none::startsWith) -> AWAY;
            case String died when died.startsWith("08") || died.startsWith("57P") -> isSilence(failure) ? SILENT : DIED;
            default -> OTHER;
        };
    }

    private static boolean isSilence(SQLException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
