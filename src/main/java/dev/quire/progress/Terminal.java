package dev.quire.progress;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The way to the person at the command line.
public final class Terminal {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /// @param unit what is counted, plural
    /// @return a bar if the messages of this process go to a terminal, otherwise plain lines
    public static Progress progress(PrintWriter messages, String unit) {
        return isThere() ? new ProgressBar(messages, unit) : new ProgressLines(messages::println, unit);
    }

    /// Java knows a terminal only if input and output are one; where the system tells, a redirected input is none of
    /// it.
    @SuppressWarnings("SystemConsoleNull") // NullAway holds that it may be null
    private static boolean isThere() {
        try {
            String stderr = Files.readSymbolicLink(STDERR).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
        } catch (IOException e) {
            Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    /// Why something failed, in one line.
    public static String reason(Exception failure) {
        return failure instanceof NoSuchFileException missing
                ? "no such file: " + missing.getFile()
                : String.valueOf(failure.getMessage());
    }
}
