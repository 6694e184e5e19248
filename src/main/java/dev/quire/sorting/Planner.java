package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.progress.Progress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the files of a folder in a sort order, and plans the subfolder for each. Moves nothing.
final class Planner {

    private static final int SHOWN = 20;

    /// Receives the planned moves.
    interface Sink {
        /// @param made whether the run creates the subfolder
        void plan(FileName folder, boolean made, FileName name) throws IOException;
    }

    private final Places places;
    private final Rule rule;
    private final boolean withHidden;
    private final Sink sink;
    private final Progress progress;
    private final Outline outline = new Outline();
    private final List<FileName> blocked = new ArrayList<>();

    Planner(Places places, Rule rule, boolean withHidden, Sink sink, Progress progress) {
        this.places = places;
        this.rule = rule;
        this.withHidden = withHidden;
        this.sink = sink;
        this.progress = progress;
    }

    /// @throws RunException if the plan cannot be carried out
    Outline plan(Walk walk) throws IOException {
        walk.forEach(this::plan);
        if (!blocked.isEmpty()) {
            throw new RunException(
                    "these entries are not folders but have the names of subfolders; rename them: " + blocked);
        }
        return outline;
    }

    private void plan(Listed file) throws IOException {
        if (file.name().equals(Journal.NAME)) {
            return;
        }
        if (file.isHidden() && !withHidden) {
            outline.hidden();
            return;
        }
        var folder = rule.folder(file, outline.files());
        var known = outline.group(folder);
        var group = known == null ? outline.newGroup(folder, isNew(folder), file.name()) : known;
        var obstacle = group.made() ? Optional.<Place.Outcome>empty() : obstacle(folder, file.name());
        if (obstacle.isPresent()) {
            outline.stays(folder, file.name(), obstacle.get());
            return;
        }
        sink.plan(folder, group.made(), file.name());
        outline.add(group, file.name());
        progress.reading(outline.files(), -1);
    }

    private boolean isNew(FileName folder) throws IOException {
        if (!places.root().has(folder)) {
            return true;
        }
        if (!places.root().isFolder(folder) && blocked.size() < SHOWN) {
            blocked.add(folder);
        }
        return !places.root().isFolder(folder);
    }

    /// Why the file cannot be moved into the existing subfolder, as far as that is known before it is tried.
    private Optional<Place.Outcome> obstacle(FileName folder, FileName name) throws IOException {
        try {
            var there = places.subfolder(folder);
            return there.isPresent() && there.get().has(name) ? Optional.of(Place.Outcome.TAKEN) : Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.of(Place.Outcome.DENIED);
        }
    }
}
