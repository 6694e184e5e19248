package dev.quire.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/// Makes every record one line, whatever a client, a driver or a database put into its message or that of its
/// exception: whoever reads the log sees no line that nobody logged, and no terminal obeys it.
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
        if (thrown != null && !ShownException.isHarmless(thrown)) {
            entry.setThrown(ShownException.of(thrown));
        }
        return true;
    }

    /// What is shown in place of an exception whose message is odd.
    private static final class ShownException extends Exception {

        private static final long serialVersionUID = 1L;

        /// Causes of causes: more are not looked at, nor shown.
        private static final int DEEPEST = 20;

        private ShownException(String shown, @Nullable Throwable cause) {
            super(shown, cause, true, true);
        }

        static boolean isHarmless(Throwable thrown) {
            return isHarmless(thrown, 0);
        }

        private static boolean isHarmless(Throwable thrown, int depth) {
            if (depth == DEEPEST || !HarmlessText.isHarmless(String.valueOf(thrown.getMessage()))) {
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

        private static ShownException of(Throwable thrown, int depth) {
            var cause = depth == DEEPEST ? null : thrown.getCause();
            var shown =
                    new ShownException(HarmlessText.of(thrown.toString()), cause == null ? null : of(cause, depth + 1));
            shown.setStackTrace(thrown.getStackTrace());
            for (var suppressed : depth == DEEPEST ? new Throwable[0] : thrown.getSuppressed()) {
                shown.addSuppressed(of(suppressed, depth + 1));
            }
            return shown;
        }

        /// The message begins with the name of the class that it stands for.
        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
