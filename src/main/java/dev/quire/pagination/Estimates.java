package dev.quire.pagination;

import java.util.Optional;

/// Caches estimated counts for a short time. Safe for use by many threads.
///
/// Methods neither throw nor block. An estimate that cannot be stored is dropped.
public interface Estimates {

    /// The cached estimate for this key; empty if there is none or it has expired.
    Optional<Count.Estimated> known(String key);

    /// Caches a new estimate and returns it with the current time.
    Count.Estimated remember(String key, long value);
}
