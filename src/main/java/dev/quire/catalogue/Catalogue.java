package dev.quire.catalogue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All collections of the service, by name and by path. Immutable and safe for use by many threads.
public final class Catalogue {

    private static final String EXPORT = "export";

    private final List<PagedCollection> collections;

    /// The key is the name of the collection. For a nested collection, the name of the parent collection comes before
    /// it.
    private final Map<List<String>, PagedCollection> byName = new HashMap<>();

    /// @throws IllegalStateException if two collections have the same path
    public Catalogue(Iterable<? extends PagedCollection> collections) {
        for (var collection : collections) {
            var declaration = collection.declaration();
            if (byName.put(names(declaration), collection) != null) {
                throw new IllegalStateException("Two collections have the path " + declaration.path());
            }
        }
        this.collections = List.copyOf(byName.values().stream()
                .sorted(Comparator.comparing(
                        collection -> collection.declaration().path()))
                .toList());
    }

    private static List<String> names(Declaration declaration) {
        var scope = declaration.scope();
        return scope == null ? List.of(declaration.name()) : List.of(scope.parent(), declaration.name());
    }

    /// All collections, including nested ones, sorted by path.
    public List<PagedCollection> collections() {
        return collections;
    }

    /// The collection with this name that is not nested; empty if there is none.
    public Optional<PagedCollection> named(String name) {
        return Optional.ofNullable(byName.get(List.of(name)));
    }

    /// The collection with this name that is nested in the collection `parent`; empty if there is none.
    public Optional<PagedCollection> nested(String parent, String name) {
        return Optional.ofNullable(byName.get(List.of(parent, name)));
    }

    /// Resolves a path to a collection; empty if it does not belong to one. This does not check whether an item exists.
    ///
    /// @param path the decoded path, with or without a trailing slash
    public Optional<Destination> at(String path) {
        if (!path.startsWith(Declaration.ROOT)) {
            return Optional.empty();
        }
        var below = path.substring(Declaration.ROOT.length());
        var segments = List.of((below.endsWith("/") ? below.substring(0, below.length() - 1) : below).split("/", -1));
        if (segments.contains("")) {
            return Optional.empty();
        }
        return switch (segments.size()) {
            case 1, 2 ->
                named(segments.getFirst()).map(found -> destination(found, segments.subList(1, segments.size())));
            case 3, 4 ->
                nested(segments.getFirst(), segments.get(2))
                        .map(found -> destination(found, segments.subList(3, segments.size())));
            default -> Optional.empty();
        };
    }

    private static Destination destination(PagedCollection collection, List<String> rest) {
        if (rest.isEmpty()) {
            return new Destination(collection, Destination.Kind.LIST);
        }
        var kind = rest.getFirst().equals(EXPORT) ? Destination.Kind.EXPORT : Destination.Kind.ITEM;
        return new Destination(collection, kind);
    }
}
