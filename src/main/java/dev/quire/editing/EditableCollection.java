package dev.quire.editing;

import dev.quire.pagination.PagedCollection;

/// A collection that is served and can be written.
public interface EditableCollection extends PagedCollection {

    Draft draft();

    Store store();
}
