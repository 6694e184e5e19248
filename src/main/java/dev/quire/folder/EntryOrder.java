package dev.quire.folder;

import dev.quire.pagination.Direction;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Sort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A sort order of the entries of a snapshot: by name, or by another field and then by name.
final class EntryOrder {

    private final Contents contents;
    private final String field;
    private final boolean descending;
    private final IntUnaryOperator ascending;

    /// @param sort a total order, with all keys in the same direction
    EntryOrder(Contents contents, Sort sort) {
        this.contents = contents;
        this.field = sort.keys().getFirst().field();
        this.descending = sort.keys().getFirst().direction() == Direction.DESCENDING;
        this.ascending = switch (field) {
            case "size" -> entries(contents.attributes().bySize());
            case "modified" -> entries(contents.attributes().byModified());
            default -> IntUnaryOperator.identity();
        };
    }

    private static IntUnaryOperator entries(int[] ranks) {
        return rank -> ranks[rank];
    }

    /// Whether the sort needs attributes besides the names.
    static boolean needsAttributes(Sort sort) {
        return !sort.keys().getFirst().field().equals("name");
    }

    /// The number of the entry at a position of the order, from 0.
    int entry(int place) {
        return ascending.applyAsInt(descending ? contents.size() - 1 - place : place);
    }

    /// Counts the entries before a keyset, by binary search.
    ///
    /// @param orAt whether to count an entry that equals the keyset too
    int before(Keyset keyset, boolean orAt) {
        var comparisons = comparisons(keyset);
        var low = 0;
        var high = contents.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            var compared = compare(entry(middle), comparisons);
            if (compared < 0 || (orAt && compared == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int entry, List<IntUnaryOperator> comparisons) {
        for (var comparison : comparisons) {
            var compared = comparison.applyAsInt(entry);
            if (compared != 0) {
                return descending ? -compared : compared;
            }
        }
        return 0;
    }

    private List<IntUnaryOperator> comparisons(Keyset keyset) {
        var name = ((String) keyset.values().getLast()).getBytes(StandardCharsets.ISO_8859_1);
        IntUnaryOperator byName = entry -> contents.names().compare(entry, name);
        return keyset.values().size() == 1
                ? List.of(byName)
                : List.of(byValue(keyset.values().getFirst()), byName);
    }

    private IntUnaryOperator byValue(@Nullable Object value) {
        return Matching.comparison(field, value == null ? (Object) FolderEntry.NO_SIZE : value, contents);
    }

    /// The keyset of an entry. The bytes of the name become one character each (ISO 8859-1), which keeps cursors short.
    Keyset keyset(FolderEntry entry) {
        var values = new ArrayList<@Nullable Object>();
        switch (field) {
            case "size" -> values.add(entry.size());
            case "modified" -> values.add(entry.modified());
            default -> {}
        }
        values.add(new String(entry.name().bytes(), StandardCharsets.ISO_8859_1));
        return new Keyset(values);
    }
}
