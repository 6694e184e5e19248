package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The files that are not moved, and why. Only the first ones are kept by name.
final class Stays {

    private static final int SHOWN = 20;

    private final List<String> shown = new ArrayList<>();
    private long count;

    /// @param folder the subfolder of the file, in either direction
    void add(FileName name, FileName folder, Place.Outcome reason) {
        if (count++ < SHOWN) {
            shown.add("  stays: " + name + " (" + folder + "): "
                    + switch (reason) {
                        case TAKEN -> "the target folder has an entry with this name";
                        case GONE -> "it no longer exists";
                        case CHANGED -> "it is no longer a regular file";
                        case DENIED -> "the system does not permit it; the file or a folder may be protected or in use";
                        case ELSEWHERE -> "the folders lie on different file systems";
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
