package dev.quire.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The file in which a server keeps its process number, as its first line, while it runs.
///
/// @param command a part of the name of the server's program
record PidFile(Path path, String command) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// Start times are exact to a second only.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /// Ends the server that a killed JVM left behind, and removes the file, which would bar the next server if its
    /// number belongs to another process by now. Only for who knows that no living JVM uses the server.
    ///
    /// @throws IOException if the server does not end
    void endOrphan() throws IOException {
        if (Files.exists(path)) {
            var orphan = orphan();
            if (orphan.isPresent()) {
                end(orphan.get());
            }
            Files.deleteIfExists(path);
        }
    }

    /// A process that started after the file was written has the number by chance.
    private Optional<ProcessHandle> orphan() throws IOException {
        Instant written = Files.getLastModifiedTime(path).toInstant().plus(TOLERANCE);
        return number().flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().orElse("").contains(command))
                .filter(process ->
                        process.info().startInstant().orElse(Instant.MIN).isBefore(written));
    }

    /// None if the file was cut off while it was written.
    private Optional<Long> number() throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        }
    }

    /// By an interrupt, on which both servers keep what they have and go at once; told to terminate, PostgreSQL would
    /// wait for its clients.
    private void end(ProcessHandle server) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        try {
            server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IOException(
                    "process " + server.pid() + " is a " + command + " of an earlier run and does not end", e);
        }
    }
}
