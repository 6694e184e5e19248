package dev.quire.database;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;

/// Tells each [Cancellation] which connection its work uses.
@Singleton
final class UsedConnections implements AgroalPoolInterceptor {

    @Override
    public void onConnectionAcquire(Connection connection) {
        Cancellation.current().ifPresent(cancellation -> cancellation.use(connection));
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        Cancellation.current().ifPresent(cancellation -> cancellation.use(null));
    }
}
