package dev.quire.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/// A log filter that prevents log injection: it escapes control and formatting characters in the message and
/// exception messages of every record. Text from clients, drivers or the database can neither start a new line nor
/// control a terminal. It accepts every record. Thread-safe.
@LoggingFilter(name = "harmless")
public final class HarmlessLines implements Filter {

    private static final ExtFormatter MESSAGES = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry instanceof ExtLogRecord line) {
            var message = String.valueOf(MESSAGES.formatMessage(line));
            if (!HarmlessText.isHarmless(message)) {
                line.setMessage(HarmlessText.of(message), FormatStyle.NO_FORMAT);
            }
        }
        var thrown = entry.getThrown();
        if (thrown != null && !EscapedException.isHarmless(thrown)) {
            entry.setThrown(EscapedException.of(thrown));
        }
        return true;
    }

    /// Replaces an exception whose message needs escaping; keeps its stack trace, causes and suppressed exceptions.
    private static final class EscapedException extends Exception {

        private static final long serialVersionUID = 1L;

        /// The maximum depth of nested causes to process; deeper ones are omitted. It also ends cyclic causes.
        private static final int MAX_DEPTH = 20;

        private EscapedException(String shown, @Nullable Throwable cause) {
            super(shown, cause, true, true);
        }

        static boolean isHarmless(Throwable thrown) {
            return isHarmless(thrown, 0);
        }

        private static boolean isHarmless(Throwable thrown, int depth) {
            if (depth == MAX_DEPTH || !HarmlessText.isHarmless(String.valueOf(thrown.getMessage()))) {
                return false;
            }
            var cause = thrown.getCause();
            if (cause != null && !isHarmless(cause, depth + 1)) {
                return false;
            }
            for (var suppressed : thrown.getSuppressed()) {
                if (!isHarmless(suppressed, depth + 1)) {
                    return false;
                }
            }
            return true;
        }

        static Throwable of(Throwable thrown) {
            return of(thrown, 0);
        }

        private static EscapedException of(Throwable thrown, int depth) {
            var cause = depth == MAX_DEPTH ? null : thrown.getCause();
            var shown = new EscapedException(
                    HarmlessText.of(thrown.toString()), cause == null ? null : of(cause, depth + 1));
            shown.setStackTrace(thrown.getStackTrace());
            for (var suppressed : depth == MAX_DEPTH ? new Throwable[0] : thrown.getSuppressed()) {
                shown.addSuppressed(of(suppressed, depth + 1));
            }
            return shown;
        }

        /// Returns the message, which begins with the class name of the replaced exception.
        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
