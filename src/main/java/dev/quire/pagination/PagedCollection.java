package dev.quire.pagination;

/// A collection that is served: what it is, and where its items come from.
public interface PagedCollection {

    Declaration declaration();

    PageSource source();
}
