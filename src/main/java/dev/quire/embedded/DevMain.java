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

    private DevMain() {}

    public static void main(String... args) throws IOException {
        var folder = Path.of(".quire");
        EmbeddedServers.startMissing(folder).forEach(System::setProperty);
        CursorKeyFile.makeMissing(folder).forEach(System::setProperty);
        Main.main(args);
    }
}
