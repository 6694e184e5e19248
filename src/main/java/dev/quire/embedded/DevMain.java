package dev.quire.embedded;

import dev.quire.Main;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;

/// The entry point of dev mode: first the embedded servers and a cursor key, where no setting replaces them, then the
/// service.
///
/// The addresses become system properties, which outlive a live reload: the next start in the same JVM finds them set
/// and starts nothing.
@QuarkusMain(name = "dev")
public final class DevMain {

    DevMain() {}

    public static void main(String... args) {
        var folder = Path.of(".quire");
        try {
            EmbeddedServers.startMissing(folder).forEach(System::setProperty);
            CursorKeyFile.makeMissing(folder).forEach(System::setProperty);
        } catch (IOException e) {
            // Thrown on, it would be buried in stack traces, and dev mode would wait for a change of the code.
            System.err.println("Quire " + e.getMessage());
            System.exit(1);
        }
        Main.main(args);
    }
}
