package dev.quire.database;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Tells each [Cancellation] which connection its work uses.
@Singleton
final class UsedConnections implements AgroalPoolInterceptor {

    @Override
    public void onConnectionAcquire(Connection connection) {
        Cancellation.current().ifPresent(cancellation -> cancellation.use(driver(connection)));
    }

    /// The connection of the driver. The one that the pool passes is closed when the interceptor returns.
    private static PGConnection driver(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        Cancellation.current().ifPresent(cancellation -> cancellation.use(null));
    }
}
