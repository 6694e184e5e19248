package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.progress.Progress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;

/// Carries out the plan of a journal, or undoes it. Both can be interrupted at any point and started again.
///
/// A run moves only the files in its plan. Files that are added meanwhile stay, and files that are deleted or changed
/// are reported. The folders themselves show whether a file has already been moved.
final class Run {

    /// The number of moves that are made durable at a time.
    static final int BATCH = 1000;

    private final Journal journal;
    private final Places places;
    private final Progress progress;
    private final Stays stays = new Stays();
    private long moved;

    Run(Journal journal, Places places, Progress progress) {
        this.journal = journal;
        this.places = places;
        this.progress = progress;
    }

    /// Carries out the plan.
    ///
    /// @return the files that were not moved
    Stays forwards() throws IOException {
        var planned = journal.state().planned();
        journal.forEach(journal.state().done() + 1, planned, (number, folder, _, name) -> {
            var outcome = moveInto(folder, name);
            if (isSettled(outcome, folder, name)) {
                progress.reading(number, (double) number / planned);
            } else {
                journal.left(number, outcome);
            }
            if (number % BATCH == 0) {
                places.flush();
                journal.done(number);
            }
        });
        places.flush();
        journal.done(planned);
        moved = journal.state().moved();
        if (moved > 0) {
            journal.over();
        } else {
            removeMadeFolders(planned);
            journal.discard();
        }
        return stays;
    }

    private Place.Outcome moveInto(FileName folder, FileName name) throws IOException {
        try {
            return places.root().move(name, places.createdSubfolder(folder));
        } catch (AccessDeniedException e) {
            return Place.Outcome.DENIED; // The subfolder cannot be opened or searched.
        }
    }

    private boolean isSettled(Place.Outcome outcome, FileName folder, FileName name) {
        return switch (outcome) {
            case MOVED, THERE -> {
                moved++;
                yield true;
            }
            case TAKEN, GONE, CHANGED, DENIED, ELSEWHERE -> {
                stays.add(name, folder, outcome);
                yield false;
            }
        };
    }

    /// Undoes the plan.
    ///
    /// @return the files that were not moved back
    Stays backwards() throws IOException {
        var state = journal.state();
        var last = Math.min(state.planned(), state.done() + BATCH);
        if (state.stage() != JournalState.Stage.UNDOING) {
            journal.undo();
        }
        journal.forEach(1, last, (number, folder, _, name) -> {
            if (!state.left().get(Math.toIntExact(number))) {
                isSettled(moveBack(folder, name), folder, name);
                progress.reading(number, (double) number / last);
            }
            if (number % BATCH == 0) {
                places.flush();
            }
        });
        places.flush();
        removeMadeFolders(last);
        places.flush();
        if (stays.isEmpty()) {
            journal.clear();
        } else {
            journal.over();
        }
        return stays;
    }

    /// The number of files that were moved, or moved back, in this and in earlier attempts.
    long moved() {
        return moved;
    }

    private Place.Outcome moveBack(FileName folder, FileName name) throws IOException {
        try {
            var place = places.subfolder(folder);
            if (place.isPresent()) {
                return place.get().move(name, places.root());
            }
        } catch (AccessDeniedException e) {
            return Place.Outcome.DENIED;
        }
        return places.root().has(name) ? Place.Outcome.THERE : Place.Outcome.GONE;
    }

    private void removeMadeFolders(long last) throws IOException {
        var seen = new HashSet<FileName>();
        journal.forEach(1, last, (_, folder, made, _) -> {
            if (made && seen.add(folder)) {
                places.remove(folder);
            }
        });
    }
}
