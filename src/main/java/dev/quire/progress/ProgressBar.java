package dev.quire.progress;

import java.io.PrintWriter;

/// A progress bar: a single terminal line that is redrawn in place.
final class ProgressBar implements Progress {

    private static final int WIDTH = 30;
    private static final int EVERY = 5_000;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final String unit;

    /// @param unit the counted things, plural
    ProgressBar(PrintWriter terminal, String unit) {
        this.terminal = terminal;
        this.unit = unit;
    }

    @Override
    public void reading(long count, double share) {
        if (count % EVERY == 0) {
            draw(bar(share) + Progress.count(count) + " " + unit);
        }
    }

    private static String bar(double share) {
        if (share < 0) {
            return "";
        }
        int full = (int) (share * WIDTH);
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + Progress.percent(share) + "  ";
    }

    @Override
    public void writing(String table) {
        draw(bar(1) + "writing " + table);
    }

    @Override
    public void end() {
        draw("");
    }

    private void draw(String text) {
        terminal.print(CLEAR_LINE + text);
        terminal.flush();
    }
}
