package dev.quire.progress;

import java.util.function.Consumer;

/// Reports progress as plain lines at intervals, for logs and files.
public final class ProgressLines implements Progress {

    private static final int EVERY = 100_000;

    private final Consumer<String> out;
    private final String unit;

    /// @param unit the counted things, plural
    public ProgressLines(Consumer<String> out, String unit) {
        this.out = out;
        this.unit = unit;
    }

    @Override
    public void reading(long count, double share) {
        if (count % EVERY == 0) {
            out.accept(Progress.count(count) + " " + unit + (share < 0 ? "" : ", " + Progress.percent(share)));
        }
    }

    @Override
    public void writing(String table) {
        out.accept("writing " + table);
    }

    @Override
    public void end() {}
}
