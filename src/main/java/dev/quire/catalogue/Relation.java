package dev.quire.catalogue;

import dev.quire.pagination.Field;

/// A relation from the items of one collection to those of another. Clients can request to embed the related items.
public sealed interface Relation {

    /// The maximum number of items that are embedded in one item. The nested collection lists all of them in pages.
    int MAX_ITEMS = 20;

    /// @return the name in the parameter `embed`, and of the embedded value in the JSON
    String name();

    /// @return the name of the other collection
    String collection();

    /// @return the field of the item whose value identifies the related items
    Field own();

    /// Relates an item to the one item of the other collection whose key it contains.
    ///
    /// @param own the field that contains the key. If its value is null, there is no related item
    record ToOne(String name, String collection, Field own) implements Relation {}

    /// Relates an item to the first [#MAX_ITEMS] items of the other collection that contain its key, in their default
    /// sort.
    ///
    /// @param own the key field of the item
    /// @param field the name of the field of the other collection that contains the key
    record ToMany(String name, String collection, Field own, String field) implements Relation {

        /// The name of the JSON member beside the embedded items that says whether they were cut.
        public String meta() {
            return name + "_meta";
        }
    }
}
