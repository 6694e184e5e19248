package dev.quire.pagination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item's place in a sort: its values of the sort keys, in the order of the keys and with the database's full
/// precision.
///
/// @param values one for each sort key; null if the item's value is null
public record Keyset(List<@Nullable Object> values) {

    public Keyset {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
