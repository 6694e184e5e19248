package dev.quire.retail;

import java.util.function.Consumer;

/// A plain line now and then, for logs and files.
final class ProgressLines implements Progress {

    private static final int EVERY = 100_000;

    private final Consumer<String> out;

    ProgressLines(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void reading(long rows, double share) {
        if (rows % EVERY == 0) {
            out.accept(Progress.count(rows) + " rows" + (share < 0 ? "" : ", " + Progress.percent(share)));
        }
    }

    @Override
    public void writing(String table) {
        out.accept("writing " + table);
    }

    @Override
    public void end() {}
}
