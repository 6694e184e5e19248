package dev.quire.embedded;

import dev.quire.Main;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;

/// The entry point of dev mode. It first starts the embedded servers and generates a cursor key, unless settings
/// replace them, and then starts the service.
///
/// The addresses are stored in system properties, which survive a live reload: the next start in the same JVM finds
/// them set and starts no servers.
@QuarkusMain(name = "dev")
public final class DevMain {

    DevMain() {}

    public static void main(String... args) {
        var folder = Path.of(".quire");
        try {
            EmbeddedServers.startMissing(folder).forEach(System::setProperty);
            CursorKeyFile.makeMissing(folder).forEach(System::setProperty);
        } catch (IOException e) {
            // If rethrown, the message would be lost in stack traces, and dev mode would wait for a source change.
            System.err.println("Quire " + e.getMessage());
            System.exit(1);
        }
        Main.main(args);
    }
}
