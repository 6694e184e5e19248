package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The files that stay where they are, and why; the first ones by name.
final class Stays {

    private static final int SHOWN = 20;

    private final List<String> shown = new ArrayList<>();
    private long count;

    /// @param folder the other side's, or the file's own on the way back
    void add(FileName name, FileName folder, Place.Outcome reason) {
        if (count++ < SHOWN) {
            shown.add("  stays: " + name + " (" + folder + "): "
                    + switch (reason) {
                        case TAKEN -> "its name is taken there";
                        case GONE -> "it has gone";
                        case CHANGED -> "it is no file any more";
                        case MOVED, THERE -> throw new IllegalArgumentException(reason.toString());
                    });
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    long count() {
        return count;
    }

    void print(Consumer<String> out) {
        shown.forEach(out);
        if (count > SHOWN) {
            out.accept("  and " + Progress.count(count - SHOWN) + " more stay");
        }
    }
}
