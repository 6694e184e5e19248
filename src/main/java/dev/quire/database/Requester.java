package dev.quire.database;

/// Waits for the result of some work. Thread-safe.
@FunctionalInterface
public interface Requester {

    /// Background work, which is always completed.
    Requester BACKGROUND = _ -> {};

    /// Registers an action that runs once the requester no longer waits, immediately if it has already left. The action
    /// may also run after the work is done, and more than once.
    void onDeparture(Runnable action);
}
