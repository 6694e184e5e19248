package dev.quire.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

final class HarmlessLinesTest {

    private static final List<String> ODD = List.of(
            "a\nb",
            "a\r\nb",
            "\rb",
            "\u001B[2J",
            "\u009B31m",
            "\b\b\b",
            "\u0007",
            "\u0000",
            "\u007F",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u202Eabc",
            "\u2066x\u2069",
            "\u200Bx",
            "\uFEFFx",
            "\uD800",
            "x\uDC00",
            "\uDB40\uDC41");
    private static final Pattern HARM = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
    private static final ExtFormatter PLAIN = new PatternFormatter("%p [%c] %s");

    private static ExtLogRecord entry(String format, Object... parameters) {
        var entry = new ExtLogRecord(Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, "test");
        entry.setLoggerName("test");
        entry.setParameters(parameters);
        return entry;
    }

    private static String line(ExtFormatter formatter, ExtLogRecord entry) {
        assertTrue(new HarmlessLines().isLoggable(entry), "nothing is held back");
        return formatter.format(entry);
    }

    @Test
    void whateverStandsInARecordItIsOneLineThatNoTerminalObeys() {
        for (var odd : ODD) {
            var line = line(PLAIN, entry("was sent %s to %d", odd, 5));
            assertFalse(HARM.matcher(line).find(), line);
            assertTrue(line.startsWith("INFO [test] was sent ") && line.endsWith(" to 5"), line);
        }
    }

    @Test
    void inJsonItIsOneObjectThatTellsWhatTheLineTold() throws Exception {
        for (var odd : ODD) {
            var line = line(new JsonFormatter(), entry("was sent %s", odd));
            assertFalse(HARM.matcher(line.stripTrailing()).find(), line);
            assertEquals(
                    "was sent " + HarmlessText.of(odd),
                    new ObjectMapper().readTree(line).get("message").asText());
        }
    }

    @Test
    void anExceptionHasALineForItselfAndEachFrameAndNoOther() {
        for (var odd : ODD) {
            var thrown = new IllegalStateException("no " + odd, new IllegalArgumentException(odd));
            thrown.addSuppressed(new RuntimeException("\tat nowhere.real(Nowhere.java:1)" + odd));
            var entry = entry("failed");
            entry.setThrown(thrown);
            var lines = line(new PatternFormatter("%s%e"), entry).lines().toList();
            assertTrue(
                    lines.getFirst().endsWith("java.lang.IllegalStateException: no " + HarmlessText.of(odd)),
                    lines.getFirst());
            for (var line : lines) {
                assertTrue(
                        line.matches(
                                "\\s*(at \\S.*|\\.\\.\\. \\d+ more|.*(Caused by|Suppressed): .*|.*IllegalStateException.*|)"),
                        line);
                assertFalse(HARM.matcher(line.replace("\t", "")).find(), line);
            }
        }
    }

    @Test
    void whatIsHarmlessStaysAsItIs() {
        var thrown = new IllegalStateException("Größe 5 – 日本語 \"x\" \\n", new RuntimeException());
        var entry = entry("Größe %s – 日本語 \"x\" \\n 🧸", "5");
        entry.setThrown(thrown);
        assertEquals("INFO [test] Größe 5 – 日本語 \"x\" \\n 🧸", line(PLAIN, entry));
        assertSame(thrown, entry.getThrown());
    }

    @Test
    void anExceptionThatIsItsOwnCauseHasAnEnd() {
        var first = new IllegalStateException("a\nb");
        var second = new IllegalStateException("c", first);
        first.initCause(second);
        var entry = entry("failed");
        entry.setThrown(first);
        assertTrue(line(new PatternFormatter("%s%e"), entry).contains("a\\nb"));
    }
}
