package dev.quire.pagination;

import java.util.Optional;

/// Remembers for a while how many items there are, about. Safe for use by many threads.
///
/// It never fails and keeps nobody waiting: what it cannot remember, it forgets.
public interface Estimates {

    /// The estimate that was remembered under this key a short while ago; empty if none was.
    Optional<Count.Estimated> known(String key);

    /// Remembers an estimate of this moment.
    Count.Estimated remember(String key, long value);
}
