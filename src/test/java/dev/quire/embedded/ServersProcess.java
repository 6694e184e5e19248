package dev.quire.embedded;

import java.io.IOException;
import java.nio.file.Path;

/// A JVM that starts the servers in the folder it is told, prints their settings, and ends with its
/// input.
final class ServersProcess {

    private ServersProcess() {}

    public static void main(String... args) throws IOException {
        EmbeddedServers.startMissing(Path.of(args[0]))
                .forEach((name, value) -> System.out.println("setting " + name + "=" + value));
        System.gc(); // What only garbage holds must not be what keeps others out.
        System.out.println("started");
        while (System.in.read() >= 0) {
            // Nothing is said; only the end matters.
        }
        System.exit(0); // The Redis library has a thread that would live on.
    }
}
