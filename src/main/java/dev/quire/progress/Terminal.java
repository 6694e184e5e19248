package dev.quire.progress;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Output for the user of a command line.
public final class Terminal {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /// @param unit the counted things, plural
    /// @return a progress bar if standard error is a terminal, otherwise plain lines
    public static Progress progress(PrintWriter messages, String unit) {
        return stderrIsTerminal() ? new ProgressBar(messages, unit) : new ProgressLines(messages::println, unit);
    }

    /// Whether standard error is a terminal. Java can only tell whether both input and output are one, so `/proc` is
    /// checked first, where it exists.
    @SuppressWarnings("SystemConsoleNull") // NullAway holds that it may be null
    private static boolean stderrIsTerminal() {
        try {
            String stderr = Files.readSymbolicLink(STDERR).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
        } catch (IOException e) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    /// A message for the failure, on one line.
    public static String reason(Exception failure) {
        return failure instanceof NoSuchFileException missing
                ? "no such file: " + missing.getFile()
                : String.valueOf(failure.getMessage());
    }
}
