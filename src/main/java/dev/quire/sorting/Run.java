package dev.quire.sorting;

import dev.quire.folder.FileName;
import dev.quire.progress.Progress;
import java.io.IOException;
import java.util.HashSet;

/// Carries out the plan of a journal, or takes it back; each may be cut off at any point and begun again.
///
/// A run moves what its plan names, and no more: files that come meanwhile stay, and of those that go or change it only
/// tells. Of any file that it has moved or not, the folder itself tells on which side it is.
final class Run {

    /// So many moves are made durable at a time.
    static final int BATCH = 1000;

    private final Journal journal;
    private final Places places;
    private final Progress progress;
    private final Stays stays = new Stays();

    Run(Journal journal, Places places, Progress progress) {
        this.journal = journal;
        this.places = places;
        this.progress = progress;
    }

    /// @return what stayed
    Stays forwards() throws IOException {
        var planned = journal.state().planned();
        journal.forEach(journal.state().done() + 1, planned, (number, folder, _, name) -> {
            var outcome = places.root().move(name, places.madeSubfolder(folder));
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
        journal.over();
        return stays;
    }

    private boolean isSettled(Place.Outcome outcome, FileName folder, FileName name) {
        return switch (outcome) {
            case MOVED, THERE -> true;
            case TAKEN, GONE, CHANGED -> {
                stays.add(name, folder, outcome);
                yield false;
            }
        };
    }

    /// @return what did not come back
    Stays backwards() throws IOException {
        var state = journal.state();
        var last = Math.min(state.planned(), state.done() + BATCH);
        if (state.stage() != JournalState.Stage.UNDOING) {
            journal.undo();
        }
        journal.forEach(1, last, (number, folder, _, name) -> {
            if (!state.left().get(Math.toIntExact(number))) {
                isSettled(back(folder, name), folder, name);
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

    private Place.Outcome back(FileName folder, FileName name) throws IOException {
        var place = places.subfolder(folder);
        if (place.isPresent()) {
            return place.get().move(name, places.root());
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
