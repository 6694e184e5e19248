package dev.quire.embedded;

import dev.quire.cursor.CursorKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Generates a cursor key for dev and test, and stores it with their data.
public final class CursorKeyFile {

    private static final String KEY_FILE = "quire.cursor.key-file";

    private CursorKeyFile() {}

    /// Creates the key file if it does not exist and no keys are configured.
    ///
    /// @return the settings that name the file; empty if keys are configured
    public static Map<String, String> makeMissing(Path folder) throws IOException {
        if (!EmbeddedServers.isUnset(KEY_FILE) || !EmbeddedServers.isUnset("quire.cursor.keys")) {
            return Map.of();
        }
        var file = Files.createDirectories(folder.toAbsolutePath()).resolve("cursor.keys");
        if (Files.notExists(file)) {
            Files.writeString(file, CursorKey.generate() + "\n");
        }
        return Map.of(KEY_FILE, file.toString());
    }
}
