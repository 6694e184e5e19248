package dev.quire.catalogue;

import dev.quire.pagination.Field;

/// What leads from an item of a collection to items of another one, which a client may have embedded.
public sealed interface Relation {

    /// How many items are embedded in one item at most; the nested collection pages through all of them.
    int MAX_ITEMS = 20;

    /// @return what clients ask for, and the name that the embedded value bears
    String name();

    /// @return the name of the other collection
    String collection();

    /// @return the field of the item whose value the related items share
    Field own();

    /// The one item of the other collection that has the key which the item holds.
    ///
    /// @param own the field that holds the key; without a value, there is no related item
    record ToOne(String name, String collection, Field own) implements Relation {}

    /// The first [#MAX_ITEMS] items of the other collection that hold the item's key, in their default order.
    ///
    /// @param own the item's key
    /// @param field the name of the other collection's field that holds it
    record ToMany(String name, String collection, Field own, String field) implements Relation {}
}
