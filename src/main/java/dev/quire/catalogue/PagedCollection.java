package dev.quire.catalogue;

import dev.quire.pagination.PageSource;

/// A collection that is served: what it is, and where its items come from. Safe for use by many threads.
public class PagedCollection {

    private final Declaration declaration;
    private final PageSource source;

    public PagedCollection(Declaration declaration, PageSource source) {
        this.declaration = declaration;
        this.source = source;
    }

    public final Declaration declaration() {
        return declaration;
    }

    public final PageSource source() {
        return source;
    }
}
