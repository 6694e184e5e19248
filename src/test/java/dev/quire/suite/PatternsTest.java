package dev.quire.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PatternsTest {

    private static final Path SOURCES = Path.of("src/test/java");

    /// In the first suite, such a class would stop and restart the application that all others share.
    @Test
    void theTestsWithSettingsOfTheirOwnAreInTheSecondSuite() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var others = files.filter(Files::isRegularFile)
                    .filter(PatternsTest::hasProfile)
                    .map(PatternsTest::className)
                    .filter(name -> !name.matches(Patterns.OTHER_APPLICATIONS))
                    .toList();
            assertEquals(List.of(), others);
        }
    }

    private static boolean hasProfile(Path file) {
        try {
            return Files.readString(file).contains("\n@TestProfile(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path file) {
        return SOURCES.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", "");
    }
}
