package dev.quire.sorting;

import java.util.BitSet;

/// The progress of a run, as recorded in its journal.
///
/// @param planned the number of files in the plan
/// @param done files up to this number are processed; some of the next [Run#BATCH] files may have been moved too
/// @param left the numbers of the files that were not moved
/// @param begin where the run begins in the journal, in bytes; before it is the previous run
/// @param end the length of the valid part of the journal, in bytes; the rest is incomplete or damaged
record JournalState(Stage stage, long planned, long done, BitSet left, long begin, long end) {

    enum Stage {
        /// No run is recorded.
        NONE,
        /// The plan is incomplete, so no file has been moved.
        PLANNING,
        MOVING,
        DONE,
        UNDOING,
        UNDONE
    }

    static final JournalState NOTHING = new JournalState(Stage.NONE, 0, 0, new BitSet(), 0, 0);

    JournalState at(Stage next) {
        return new JournalState(next, planned, done, left, begin, end);
    }

    JournalState done(long number) {
        return new JournalState(stage, planned, number, left, begin, end);
    }

    /// The number of files that were moved, after the run is complete.
    long moved() {
        return planned - left.cardinality();
    }

    /// Whether the run has moved only some of the files. It must be completed or undone before a new run.
    boolean isUnfinished() {
        return stage == Stage.MOVING || stage == Stage.UNDOING;
    }
}
