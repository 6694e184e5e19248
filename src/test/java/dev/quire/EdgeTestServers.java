package dev.quire;

import dev.quire.embedded.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/// A PostgreSQL and a Redis of their own for the tests of the edge, in a temporary folder.
public final class EdgeTestServers implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            return EmbeddedServers.startMissing(Files.createTempDirectory("quire"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The servers stop with the JVM.
    @Override
    public void stop() {}
}
