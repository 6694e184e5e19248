package dev.quire.entity;

import dev.quire.pagination.Direction;
import dev.quire.pagination.Field;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The HQL conditions for the items after a keyset, over the alias `e`.
///
/// An item follows a keyset of several sort keys if, for some n, its first n keys are equal and its next key comes
/// after. Each n becomes one branch of a union. Every branch is one range of the index, and the branches follow one
/// another in the order of the sort. A nullable key adds a branch for the items without a value. A single condition
/// with `or` would make PostgreSQL read and discard every earlier item that has the same first key.
///
/// Two simpler forms mislead the planner:
///
/// - It estimates the row comparison `(price, id) > (9, 7)` as `price > 9`. If many items cost 9 and few cost more,
///   it expects a few items, and sorts thousands instead of reading the index.
/// - It removes a column that is fixed by an equality from the sort order. It may then read an index that begins with
///   the next key, and filter by the first. This is cheap if the two columns are independent, as the planner assumes,
///   but reads nearly all rows if they are correlated, for example if all old orders are cancelled. The condition
///   `in (:k0, :k0)` means the same as the equality, but keeps the column in the sort order.
final class Seek {

    private final List<SortKey> keys;
    private final List<Field> fields;
    private final Keyset after;
    private final List<String> branches = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /// @param keys the sort keys; reversed to seek backwards
    /// @param fields the fields of the keys, in the same order
    /// @param after the keyset to continue after
    Seek(List<SortKey> keys, List<Field> fields, Keyset after) {
        this.keys = keys;
        this.fields = fields;
        this.after = after;
        for (int i = keys.size() - 1; i >= 0; i--) {
            addAfter(i);
            var value = after.values().get(i);
            if (value != null) {
                parameters.put("k" + i, value);
            }
        }
    }

    /// Mutually exclusive conditions. All items of a branch sort before the items of the next one.
    List<String> branches() {
        return branches;
    }

    /// The parameter values by name. Each branch uses some of them.
    Map<String, Object> parameters() {
        return parameters;
    }

    private void addAfter(int i) {
        var value = after.values().get(i);
        var nullsFollow = keys.get(i).nulls() == Nulls.LAST && fields.get(i).nullable();
        if (value != null) {
            branches.add(equalBefore(i) + operand(i) + comparison(i) + ":k" + i);
            if (nullsFollow) {
                branches.add(equalBefore(i) + operand(i) + " is null");
            }
        } else if (!nullsFollow) {
            branches.add(equalBefore(i) + operand(i) + " is not null");
        }
    }

    private String equalBefore(int end) {
        return IntStream.range(0, end).mapToObj(i -> equal(i) + " and ").collect(Collectors.joining());
    }

    private String equal(int i) {
        if (after.values().get(i) == null) {
            return operand(i) + " is null";
        }
        return operand(i) + (i == 0 ? " in (:k0, :k0)" : " = :k" + i);
    }

    private String comparison(int i) {
        return keys.get(i).direction() == Direction.ASCENDING ? " > " : " < ";
    }

    private String operand(int i) {
        return "e." + fields.get(i).attribute();
    }
}
