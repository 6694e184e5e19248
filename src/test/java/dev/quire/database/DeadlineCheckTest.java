package dev.quire.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeadlineCheckTest {

    private static final Map<String, String> IN_ORDER = Map.of(
            "quire.deadline.connect", "1",
            "quire.deadline.login", "2",
            "quire.deadline.acquisition", "3",
            "quire.deadline.lock", "2",
            "quire.deadline.statement", "5",
            "quire.deadline.socket", "8",
            "quire.deadline.idle-in-transaction", "15");

    @Test
    void deadlinesThatAreInOrderAreAccepted() {
        assertEquals(List.of(), faults(Map.of()));
    }

    @Test
    void aDeadlineThatIsNotShorterThanTheOneAroundItIsReported() {
        assertEquals(
                List.of("quire.deadline.connect (2 s) must be shorter than quire.deadline.login (2 s)"),
                faults(Map.of("quire.deadline.connect", "2")));
        assertEquals(
                List.of("quire.deadline.lock (6 s) must be shorter than quire.deadline.statement (5 s)"),
                faults(Map.of("quire.deadline.lock", "6")));
        assertEquals(
                List.of(
                        "quire.deadline.statement (30 s) must be shorter than quire.deadline.socket (8 s)",
                        "quire.deadline.statement (30 s) must be shorter than quire.deadline.idle-in-transaction (15 s)"),
                faults(Map.of("quire.deadline.statement", "30")));
    }

    private static List<String> faults(Map<String, String> changed) {
        var settings = new TreeMap<>(IN_ORDER);
        settings.putAll(changed);
        return DeadlineCheck.faults(new SmallRyeConfigBuilder()
                .withMapping(DeadlineConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(DeadlineConfig.class));
    }
}
