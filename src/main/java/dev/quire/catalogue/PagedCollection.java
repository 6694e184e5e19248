package dev.quire.catalogue;

import dev.quire.pagination.PageSource;

/// A collection of the service: its declaration and the source of its items. Safe for use by many threads.
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
