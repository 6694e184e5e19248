package dev.quire.database;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Refuses to start with deadlines of which one could never be met, as another one ends everything before it.
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

    /// A sentence for each pair that is out of order.
    static List<String> faults(DeadlineConfig config) {
        var faults = new ArrayList<String>();
        before("connect", config.connect(), "login", config.login(), faults);
        before("login", config.login(), "acquisition", config.acquisition(), faults);
        before("lock", config.lock(), "statement", config.statement(), faults);
        before("statement", config.statement(), "socket", config.socket(), faults);
        before("statement", config.statement(), "idle-in-transaction", config.idleInTransaction(), faults);
        return faults;
    }

    private static void before(String early, int earlier, String late, int later, List<String> faults) {
        if (earlier >= later) {
            faults.add("quire.deadline.%s (%d s) must be shorter than quire.deadline.%s (%d s)"
                    .formatted(early, earlier, late, later));
        }
    }
}
