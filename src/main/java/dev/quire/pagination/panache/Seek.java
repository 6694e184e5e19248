package dev.quire.pagination.panache;

import dev.quire.pagination.Direction;
import dev.quire.pagination.Field;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The items after a keyset, as conditions in HQL over the alias `e`.
///
/// "After" in a sort of several keys is a choice: equal in the first keys and after in the next one, for each number of
/// first keys. Written as one condition with `or`, PostgreSQL reads and drops every item before the place that shares
/// the
/// first key; written as one branch each, every branch is one range of the index, and the branches follow one another
/// in
/// the order of the sort. A key that may be absent adds the range of the items without a value. A tail of keys that are
/// always there and run in one direction is one branch, a comparison of rows.
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
        var tail = tail();
        addTail(tail);
        for (int i = tail - 1; i >= 0; i--) {
            addAfter(i);
        }
        for (int i = 0; i < keys.size(); i++) {
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

    /// The first key of the longest tail that a comparison of rows can cover.
    private int tail() {
        int first = keys.size() - 1;
        while (first > 0
                && !fields.get(first - 1).nullable()
                && keys.get(first - 1).direction() == keys.get(first).direction()) {
            first--;
        }
        return first;
    }

    private void addTail(int first) {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (int i = first; i < keys.size(); i++) {
            names.add(operand(i));
            values.add(":k" + i);
        }
        branches.add(equalBefore(first) + "(" + String.join(", ", names) + ")" + comparison(first) + "("
                + String.join(", ", values) + ")");
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
        var condition = new StringBuilder();
        for (int i = 0; i < end; i++) {
            condition.append(operand(i)).append(after.values().get(i) == null ? " is null" : " = :k" + i);
            condition.append(" and ");
        }
        return condition.toString();
    }

    private String comparison(int i) {
        return keys.get(i).direction() == Direction.ASCENDING ? " > " : " < ";
    }

    private String operand(int i) {
        return "e." + fields.get(i).attribute();
    }
}
