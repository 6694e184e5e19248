package dev.quire.pagination;

import java.util.Optional;
import java.util.stream.StreamSupport;

/// The collections that are served, by their names.
///
/// @param collections looked at anew each time, so that it may be filled later
public record Registry(Iterable<? extends PagedCollection> collections) {

    /// The collection of this name that is not nested; empty if none is served.
    public Optional<PagedCollection> named(String name) {
        return StreamSupport.stream(collections.spliterator(), false)
                .<PagedCollection>map(collection -> collection)
                .filter(collection -> collection.declaration().name().equals(name)
                        && collection.declaration().scope() == null)
                .findFirst();
    }
}
