package dev.quire.bulkhead;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Refuses to start with as many permits as the pool has connections, as then one class could take the room of another.
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
                    "the permits of quire.bulkhead are %d together; quarkus.datasource.jdbc.max-size (%d) must be more"
                            .formatted(permits, config.connections()));
        }
    }
}
