package dev.quire.pagination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item's place in a sort: its values of the sort keys, in their order, at the database's full precision.
///
/// @param values as many as the sort has keys; null where the item lacks a value
public record Keyset(List<@Nullable Object> values) {

    public Keyset {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
