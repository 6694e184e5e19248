package dev.quire.editing;

import java.util.Set;

/// The event that a write was committed: fired once for each that changed something, after the commit and before the
/// client is answered, to observers in this process. What they throw is logged; the write stands.
///
/// @param collections the names of the collections that may look different now
public record Committed(Set<String> collections) {

    public Committed {
        collections = Set.copyOf(collections);
    }
}
