package dev.quire.sorting;

import java.util.BitSet;

/// How far a run got.
///
/// @param planned how many files its plan moves
/// @param done up to which number they are settled; some of the [Run#BATCH] that follow may have been moved, too
/// @param left the numbers of those that stayed
/// @param end how many bytes of the journal tell this; what follows is damaged
record JournalState(Stage stage, long planned, long done, BitSet left, long end) {

    enum Stage {
        /// There is no run.
        NONE,
        /// It ended before its plan was complete, and before anything was moved.
        PLANNING,
        MOVING,
        DONE,
        UNDOING,
        UNDONE
    }

    static final JournalState NOTHING = new JournalState(Stage.NONE, 0, 0, new BitSet(), 0);

    JournalState at(Stage next) {
        return new JournalState(next, planned, done, left, end);
    }

    JournalState done(long number) {
        return new JournalState(stage, planned, number, left, end);
    }

    /// Whether files may be on both sides, so that the run has to be ended one way or the other before a new one.
    boolean isUnfinished() {
        return stage == Stage.MOVING || stage == Stage.UNDOING;
    }
}
