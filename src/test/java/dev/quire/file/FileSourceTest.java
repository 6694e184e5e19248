package dev.quire.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.availability.AbsentException;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileSourceTest {

    private static final class NoFolder implements FileConfig {
        @Override
        public Optional<Path> folder() {
            return Optional.empty();
        }

        @Override
        public MemorySize memory() {
            return new MemorySize(BigInteger.ONE);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }
    }

    @Test
    void withoutAConfiguredFolderEverythingIsAbsent() {
        var source = new FileSource(new NoFolder(), Clock.systemUTC());
        var absent = assertThrows(AbsentException.class, () -> source.item(List.of(), List.of()));
        assertEquals("This service serves no files: no folder is configured.", absent.getMessage());
    }
}
