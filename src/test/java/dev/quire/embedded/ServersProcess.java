package dev.quire.embedded;

import java.io.IOException;
import java.nio.file.Path;

/// The main class of a JVM that starts the servers in the folder given as argument and prints their settings. It exits
/// when its standard input is closed.
final class ServersProcess {

    private ServersProcess() {}

    public static void main(String... args) throws IOException {
        EmbeddedServers.startMissing(Path.of(args[0]))
                .forEach((name, value) -> System.out.println("setting " + name + "=" + value));
        System.gc(); // The lock on the folder must not depend on an unreachable object.
        System.out.println("started");
        while (System.in.read() >= 0) {
            // Waits for the end of the input.
        }
        System.exit(0); // A thread of the Redis library would keep the JVM alive.
    }
}
