package dev.quire.bulkhead;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Fails the startup unless the connection pool is larger than the sum of all permits. With a smaller pool, one class
/// of work could take connections that the permits of another class promise.
@Singleton
final class PermitCheck {

    private final BulkheadConfig config;

    PermitCheck(BulkheadConfig config) {
        this.config = config;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        check(config);
    }

    static void check(BulkheadConfig config) {
        var permits = config.pointReads() + config.lists() + config.counts() + config.exports() + config.writes();
        if (permits >= config.connections()) {
            throw new IllegalArgumentException(
                    "the permits of quire.bulkhead add up to %d; quarkus.datasource.jdbc.max-size (%d) must be greater"
                            .formatted(permits, config.connections()));
        }
    }
}
