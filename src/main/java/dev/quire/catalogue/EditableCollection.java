package dev.quire.catalogue;

import dev.quire.pagination.PageSource;

/// A collection that is served and can be written.
public class EditableCollection extends PagedCollection {

    private final Draft draft;
    private final Store store;

    /// @param draft what may be written
    /// @param store where it is written
    public EditableCollection(Declaration declaration, PageSource source, Draft draft, Store store) {
        super(declaration, source);
        this.draft = draft;
        this.store = store;
    }

    public final Draft draft() {
        return draft;
    }

    public final Store store() {
        return store;
    }
}
