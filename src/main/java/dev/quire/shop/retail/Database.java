package dev.quire.shop.retail;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// The database under a load, which takes longer than any request may.
@Singleton
final class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /// Something to be done in one transaction.
    interface Work<T> {
        T in(Connection connection) throws IOException, SQLException;
    }

    /// Does all of it or, whatever goes wrong, nothing.
    <T> T atomically(Work<T> work) throws IOException, SQLException {
        try (var connection = patientConnection()) {
            connection.setAutoCommit(false);
            run(
                    connection,
                    "set local statement_timeout = 0; set local lock_timeout = 0;"
                            + " set local idle_in_transaction_session_timeout = 0; set local work_mem = '64MB'");
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    /// The pool makes connections commit by themselves again when they come back, which would commit what is open.
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }

    /// Tells the planner what the tables hold now, and lets counts be read from an index alone. The rows are there
    /// without it, so that it never fails.
    void settle() {
        try (var connection = patientConnection()) {
            run(connection, "set statement_timeout = 0; set lock_timeout = 0");
            run(connection, "vacuum (analyze) products, users, orders, items, messages");
            run(connection, "reset statement_timeout; reset lock_timeout");
        } catch (SQLException e) {
            LOG.warn("All is loaded, but the tables could not be analyzed", e);
        }
    }

    /// A connection without the time limits of requests; the pool restores them.
    private Connection patientConnection() throws SQLException {
        var connection = source.getConnection();
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
    }

    boolean isEmpty() throws SQLException {
        try (var connection = source.getConnection()) {
            return isEmpty(connection, "products");
        }
    }

    private static boolean isEmpty(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select exists (select from " + table + ")")) {
            return found.next() && !found.getBoolean(1);
        }
    }

    /// Lets the ids of an empty table begin at 1 whatever was tried before. A sequence goes on after a rollback; one
    /// that is restarted inside the transaction goes back with it.
    static void countFromOneIfEmpty(Connection connection, String table) throws SQLException {
        if (isEmpty(connection, table)) {
            run(connection, "alter sequence " + table + "_id_seq restart");
        }
    }

    /// Makes all other writers wait for the end of the transaction, readers not: what is missing stays so until it is
    /// added.
    static void holdWriters(Connection connection) throws SQLException {
        run(connection, "lock table products, users, orders, items, messages in share row exclusive mode");
    }

    /// @return how many rows the first of the statements changed
    static long run(Connection connection, String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }
}
