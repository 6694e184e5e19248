package dev.quire.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void aTerminalShowsABarThatIsDrawnOverItselfAndGone() {
        var terminal = new StringWriter();
        var bar = new ProgressBar(new PrintWriter(terminal), "rows");
        bar.reading(4_999, 0.49);
        bar.reading(5_000, 0.5);
        bar.writing("items");
        bar.end();
        assertEquals(
                "\r\u001b[K[###############...............] 50 %  5,000 rows"
                        + "\r\u001b[K[##############################] 100 %  writing items"
                        + "\r\u001b[K",
                terminal.toString());
    }

    @Test
    void aBarOfUnknownLengthIsACount() {
        var terminal = new StringWriter();
        new ProgressBar(new PrintWriter(terminal), "rows").reading(5_000, -1);
        assertEquals("\r\u001b[K5,000 rows", terminal.toString());
    }

    @Test
    void elsewhereThereArePlainLinesNowAndThen() {
        var lines = new ArrayList<String>();
        var progress = new ProgressLines(lines::add, "rows");
        for (int row = 1; row <= 200_000; row++) {
            progress.reading(row, row <= 100_000 ? 0.5 : -1);
        }
        progress.writing("items");
        progress.end();
        assertEquals(List.of("100,000 rows, 50 %", "200,000 rows", "writing items"), lines);
    }
}
