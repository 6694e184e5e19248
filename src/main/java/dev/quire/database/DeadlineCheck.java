package dev.quire.database;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Fails the startup if the deadlines are out of order. A deadline that must expire first, but is not shorter than
/// the other one, could never take effect.
@Singleton
final class DeadlineCheck {

    private final DeadlineConfig config;

    DeadlineCheck(DeadlineConfig config) {
        this.config = config;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        var faults = faults(config);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /// One message for each pair of deadlines that is out of order.
    static List<String> faults(DeadlineConfig config) {
        var faults = new ArrayList<String>();
        requireShorter("connect", config.connect(), "login", config.login(), faults);
        requireShorter("login", config.login(), "acquisition", config.acquisition(), faults);
        requireShorter("lock", config.lock(), "statement", config.statement(), faults);
        requireShorter("statement", config.statement(), "socket", config.socket(), faults);
        requireShorter("statement", config.statement(), "idle-in-transaction", config.idleInTransaction(), faults);
        return faults;
    }

    private static void requireShorter(String early, int earlier, String late, int later, List<String> faults) {
        if (earlier >= later) {
            faults.add("quire.deadline.%s (%d s) must be shorter than quire.deadline.%s (%d s)"
                    .formatted(early, earlier, late, later));
        }
    }
}
