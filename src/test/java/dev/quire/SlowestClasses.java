package dev.quire;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Prints the slowest classes after the last test. The time of a class includes the start of its application.
public final class SlowestClasses implements TestExecutionListener {

    private static final int SHOWN = 10;

    private final ConcurrentMap<String, Long> begun = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Duration> took = new ConcurrentHashMap<>();

    @Override
    public void executionStarted(TestIdentifier test) {
        topLevelClass(test).ifPresent(name -> begun.put(name, System.nanoTime()));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        topLevelClass(test).ifPresent(name -> {
            var time = Duration.ofNanos(System.nanoTime() - begun.getOrDefault(name, System.nanoTime()));
            took.merge(name, time, Duration::plus);
        });
    }

    private static Optional<String> topLevelClass(TestIdentifier test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName())
                .filter(name -> !name.contains("$"));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (took.size() > 1) {
            System.out.printf("The slowest of %d test classes:%n%s%n", took.size(), table());
        }
    }

    private String table() {
        return took.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(entry -> String.format(
                        Locale.ROOT, "%7.1f s  %s", entry.getValue().toMillis() / 1000.0, entry.getKey()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
