package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A summary of a plan for the user: the subfolders, in the order of their first file, and the files that stay.
final class Outline {

    /// The maximum number of subfolders, which also limits the memory for a plan.
    static final int MOST_FOLDERS = 10_000;

    /// The number of subfolders that are printed from the start and from the end of the list.
    private static final int SHOWN = 20;

    private final LinkedHashMap<FileName, Group> groups = new LinkedHashMap<>();
    private final Stays stays = new Stays();
    private long files;
    private long hidden;

    /// The files that are moved into one subfolder.
    static final class Group {
        private final boolean made;
        private FileName first;
        private FileName last;
        private long count;

        private Group(boolean made, FileName first) {
            this.made = made;
            this.first = first;
            this.last = first;
        }

        /// Whether the run creates the subfolder.
        boolean made() {
            return made;
        }

        private String line(FileName folder) {
            return "  %-20s %s%,12d  %s%s"
                    .formatted(folder, made ? "new" : "   ", count, first, count == 1 ? "" : " … " + last);
        }
    }

    /// The group of a subfolder; null if no file is planned for it yet.
    @Nullable
    Group group(FileName folder) {
        return groups.get(folder);
    }

    Group newGroup(FileName folder, boolean made, FileName first) throws RunException {
        if (groups.size() == MOST_FOLDERS) {
            throw new RunException("the files would go into more than %,d subfolders: put more files into each"
                    .formatted(MOST_FOLDERS));
        }
        var group = new Group(made, first);
        groups.put(folder, group);
        return group;
    }

    void add(Group group, FileName name) {
        if (group.count++ == 0) {
            group.first = name;
        }
        group.last = name;
        files++;
    }

    void stays(FileName folder, FileName name, Place.Outcome reason) {
        stays.add(name, folder, reason);
    }

    void hidden() {
        hidden++;
    }

    long files() {
        return files;
    }

    Stays stays() {
        return stays;
    }

    void print(Consumer<String> out) {
        var used = groups.entrySet().stream()
                .filter(group -> group.getValue().count > 0)
                .toList();
        var lines = new ArrayList<String>();
        lines.add(Progress.count(files) + " files go into " + Progress.count(used.size()) + " subfolders:");
        for (int i = 0; i < used.size(); i++) {
            if (i < SHOWN || i >= used.size() - SHOWN) {
                lines.add(used.get(i).getValue().line(used.get(i).getKey()));
            } else if (i == SHOWN) {
                lines.add("  … and %,d more …".formatted(used.size() - 2 * SHOWN));
            }
        }
        if (hidden > 0) {
            lines.add(Progress.count(hidden) + " hidden files stay; use --hidden to move them.");
        }
        (files == 0 ? List.of("There are no files to move.") : lines).forEach(out);
        stays.print(out);
    }
}
