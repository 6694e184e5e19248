package dev.quire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/// Prints the slowest test classes of the build: after the last class of a process that runs many, and after each of
/// the packaged tests, which run last. The processes share the times in a file. The time of a class includes the start
/// of its application.
public final class SlowestClasses implements TestExecutionListener {

    private static final int SHOWN = 10;
    private static final Path TIMES = Path.of("target", "test-times.txt");

    private final ConcurrentMap<String, Long> started = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Double> seconds = new ConcurrentHashMap<>();

    @Override
    public void executionStarted(TestIdentifier test) {
        topLevelClass(test).ifPresent(name -> started.put(name, System.nanoTime()));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        topLevelClass(test).ifPresent(name -> {
            var end = System.nanoTime();
            seconds.merge(name, (end - started.getOrDefault(name, end)) / 1e9, Double::sum);
        });
    }

    private static Optional<String> topLevelClass(TestIdentifier test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName())
                .filter(name -> !name.contains("$") && !name.endsWith("Suite"));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        try {
            Files.createDirectories(TIMES.getParent());
            Files.writeString(
                    TIMES,
                    seconds.entrySet().stream()
                            .map(time -> String.format(Locale.ROOT, "%.1f %s%n", time.getValue(), time.getKey()))
                            .collect(Collectors.joining()),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            if (seconds.size() > SHOWN || Boolean.getBoolean("quire.test-times.print")) {
                System.out.println("The slowest test classes so far, in seconds:\n" + slowest());
            }
            seconds.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A class that ran more than once, as in a build without `clean`, counts with its last time.
    private static String slowest() throws IOException {
        try (var lines = Files.lines(TIMES)) {
            return lines
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(time -> time[1], time -> Double.valueOf(time[0]), (_, last) -> last))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .limit(SHOWN)
                    .map(time -> String.format(Locale.ROOT, "%7.1f  %s", time.getValue(), time.getKey()))
                    .collect(Collectors.joining("\n"));
        }
    }
}
