package dev.quire.shop.retail;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Runs loads in the database, without the time limits of requests. Thread-safe.
@Singleton
final class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /// Work in one transaction.
    interface Work<T> {
        T in(Connection connection) throws IOException, SQLException;
    }

    /// Runs the work in a transaction, which is rolled back after any failure.
    <T> T atomically(Work<T> work) throws IOException, SQLException {
        try (var connection = connectionWithoutTimeout()) {
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

    /// Rolls back explicitly: when a connection is returned, the pool turns autocommit on, which would commit an open
    /// transaction.
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }

    /// Runs `VACUUM ANALYZE`, which updates the planner statistics and allows index-only counts. The rows are already
    /// committed, so a failure is only logged.
    void vacuumAnalyze() {
        try (var connection = connectionWithoutTimeout()) {
            run(connection, "set statement_timeout = 0; set lock_timeout = 0");
            run(connection, "vacuum (analyze) products, users, orders, items, messages");
            run(connection, "reset statement_timeout; reset lock_timeout");
        } catch (SQLException e) {
            LOG.warn("The data is loaded, but VACUUM ANALYZE failed; queries may be slow until autovacuum has run", e);
        }
    }

    /// A connection without the network timeout of requests. The pool restores the timeout.
    private Connection connectionWithoutTimeout() throws SQLException {
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

    /// Restarts the ids of an empty table at 1, because earlier loads that were rolled back have used some. A rollback
    /// of this transaction also reverts the restart.
    static void restartIdsIfEmpty(Connection connection, String table) throws SQLException {
        if (isEmpty(connection, table)) {
            run(connection, "alter sequence " + table + "_id_seq restart");
        }
    }

    /// Blocks all other writers, but no readers, until the end of the transaction. No other session can then add the
    /// rows that this load found missing.
    static void blockWriters(Connection connection) throws SQLException {
        run(connection, "lock table products, users, orders, items, messages in share row exclusive mode");
    }

    /// @return the number of rows that the first statement changed
    static long run(Connection connection, String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }
}
