package dev.quire.pagination.panache;

import dev.quire.pagination.UnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.JDBCException;
import org.jboss.logging.Logger;

/// Tells a database that is away, restarting or out of connections from a fault of ours.
public final class Availability {

    /// Beginnings of SQLSTATE: connection exception, insufficient resources, operator intervention, a statement that
    /// was cancelled, a server that only reads since another one took over.
    private static final List<String> AWAY = List.of("08", "53", "57P", "57014", "25006");

    private static final Logger LOG = Logger.getLogger(Availability.class);

    private Availability() {}

    /// @throws UnavailableException if the database could not be asked
    static <T> T checked(Supplier<T> question) {
        try {
            return question.get();
        } catch (JDBCException e) {
            if (isAway(e.getSQLException())) {
                // Once for every statement, not for all who wait for its answer.
                LOG.warnf(
                        "The database cannot be asked: %s", e.getSQLException().getMessage());
                throw UnavailableException.away(e);
            }
            throw e;
        }
    }

    /// Whether the failure tells of the database's state, not of the statement.
    public static boolean isAway(SQLException failure) {
        var state = failure.getSQLState();
        // The pool has no state to tell: no connection came free in time.
        return state == null || AWAY.stream().anyMatch(state::startsWith);
    }
}
