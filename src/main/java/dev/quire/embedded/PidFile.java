package dev.quire.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// The file in which a running server stores its process id, on the first line.
///
/// @param command a substring of the path of the server's executable
record PidFile(Path path, String command) {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    /// Process start times have a resolution of about one second.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /// Stops the server that a killed JVM left running, and removes the file. If the process id now belongs to another
    /// process, the file would prevent the next start. The caller must hold the lock of the folder, which
    /// shows that no running JVM uses the server.
    ///
    /// @throws IOException if the server does not stop
    void stopOrphan() throws IOException {
        if (Files.exists(path)) {
            var orphan = orphan();
            if (orphan.isPresent()) {
                stop(orphan.get());
            }
            Files.deleteIfExists(path);
        }
    }

    /// The server process, if it still runs. A process that started after the file was written only reuses the id.
    private Optional<ProcessHandle> orphan() throws IOException {
        Instant written = Files.getLastModifiedTime(path).toInstant().plus(TOLERANCE);
        return number().flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().orElse("").contains(command))
                .filter(process ->
                        process.info().startInstant().orElse(Instant.MIN).isBefore(written));
    }

    /// Empty if the file was not written completely.
    private Optional<Long> number() throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        }
    }

    /// Sends SIGINT, on which both servers save their data and stop at once. On SIGTERM, PostgreSQL would wait for its
    /// clients to disconnect.
    private void stop(ProcessHandle server) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        try {
            server.onExit()
                    .orTimeout(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("process " + server.pid() + " (" + command + ") of an earlier run does not stop", e);
        }
    }
}
