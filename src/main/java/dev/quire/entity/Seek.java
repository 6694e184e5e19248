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

/// The items after a keyset, as conditions in HQL over the alias `e`.
///
/// "After" in a sort of several keys is a choice: equal in the first keys and after in the next one, for each number of
/// first keys. Written as one condition with `or`, PostgreSQL reads and drops every item before the place that shares
/// the first key; written as one branch each, every branch is one range of the index, and the branches follow one
/// another in the order of the sort. A key that may be absent adds the range of the items without a value.
///
/// Two things that look simpler mislead the planner:
///
/// - A comparison of rows, `(price, id) > (9, 7)`, it takes for `price > 9`: where many items share the last price but
///   one, it expects a handful of items and sorts thousands.
/// - An equality in the first key it takes out of the order, and then may read an index that begins with the next key,
///   dropping what differs in the first: not much if the two are independent, as it assumes, but nearly all if, say,
///   every old order is cancelled. A list that holds the value twice says the same and stays in the order.
final class Seek {

    private final List<SortKey> keys;
    private final List<Field> fields;
    private final Keyset after;
    private final List<String> branches = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /// @param keys in the direction of the walk
    /// @param fields those of the keys
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

    /// Conditions that exclude one another; the items of one come before those of the next.
    List<String> branches() {
        return branches;
    }

    /// The values by name; each branch uses some of them.
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
