package dev.quire.oddity;

import java.util.Arrays;
import java.util.List;

/// A place where a value can be sent, and the expected result: one row of a table.
///
/// @param target with `%s` for the value
/// @param accepted the kinds of values that are accepted; `-` for none, `any` for every text, `!` negates a kind
/// @param refusal how other values are refused: the problem code, and after a space the parameter or pointer in
///     `errors`, if it is not the parameter of the target
/// @param meaning the SQL that is equivalent to an accepted value; empty if there is none
record Place(String target, List<String> accepted, String refusal, String meaning) {

    static List<Place> parsed(String table) {
        return table.lines().map(Place::row).toList();
    }

    private static Place row(String row) {
        var columns = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        return new Place(columns.get(0), List.of(columns.get(1).split(" ")), columns.get(2), columns.get(3));
    }

    /// Whether the place accepts the value, which must be valid text.
    boolean accepts(Oddity value) {
        return accepted.stream()
                .anyMatch(kind ->
                        kind.startsWith("!") ? !value.is(kind.substring(1)) : kind.equals("any") || value.is(kind));
    }

    String code() {
        return refusal.replaceFirst(" .*", "");
    }

    /// The parameter or pointer expected in `errors`.
    String parameter() {
        return refusal.contains(" ")
                ? refusal.substring(refusal.indexOf(' ') + 1)
                : target.substring(target.indexOf('?') + 1, target.lastIndexOf('='));
    }
}
