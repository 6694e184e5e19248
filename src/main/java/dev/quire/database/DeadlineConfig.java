package dev.quire.database;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// How long the database may take, in whole seconds, as that is what the driver reads. `application.properties` has the
/// defaults, and hands them to the driver, the pool and the sessions.
@ConfigMapping(prefix = "quire.deadline")
public interface DeadlineConfig {

    /// To a server of the URL that does not answer at all, before the next one is tried.
    @Min(1)
    @Max(3600)
    int connect();

    /// Until a session is open.
    @Min(1)
    @Max(3600)
    int login();

    /// Until a connection of the pool is free, or a new one open.
    @Min(1)
    @Max(3600)
    int acquisition();

    /// A statement's wait for a lock.
    @Min(1)
    @Max(3600)
    int lock();

    /// A statement altogether, by the clock of the database.
    @Min(1)
    @Max(3600)
    int statement();

    /// An answer of the database; only one that is frozen or out of reach takes longer than its own deadlines.
    @Min(1)
    @Max(3600)
    int socket();

    /// A transaction that does nothing: its locks are in everybody's way.
    @Min(1)
    @Max(3600)
    int idleInTransaction();
}
