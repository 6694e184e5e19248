package dev.quire.catalogue;

import dev.quire.pagination.PageSource;

/// A collection whose items clients can create, change and delete.
public class EditableCollection extends PagedCollection {

    private final Draft draft;
    private final Store store;

    /// @param draft the fields that clients can write
    /// @param store performs the writes
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
