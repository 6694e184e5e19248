package dev.quire.database;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// Deadlines of the database, in whole seconds, which is the unit of the driver. `application.properties` sets the
/// defaults and passes the values to the driver, the pool and the sessions.
@ConfigMapping(prefix = "quire.deadline")
public interface DeadlineConfig {

    /// Connecting to one server of the URL. After it, the next server is tried.
    @Min(1)
    @Max(3600)
    int connect();

    /// Opening a session, including the login.
    @Min(1)
    @Max(3600)
    int login();

    /// Acquiring a connection from the pool, including the time to open a new one.
    @Min(1)
    @Max(3600)
    int acquisition();

    /// Waiting for a lock, per statement (`lock_timeout`).
    @Min(1)
    @Max(3600)
    int lock();

    /// Running a statement, measured by the database (`statement_timeout`).
    @Min(1)
    @Max(3600)
    int statement();

    /// Reading a response from the socket. It expires only if the database is frozen or unreachable, since the other
    /// deadlines are shorter.
    @Min(1)
    @Max(3600)
    int socket();

    /// An idle transaction, which would otherwise keep its locks (`idle_in_transaction_session_timeout`).
    @Min(1)
    @Max(3600)
    int idleInTransaction();
}
