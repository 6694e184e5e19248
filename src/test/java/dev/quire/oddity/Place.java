package dev.quire.oddity;

import java.util.Arrays;
import java.util.List;

/// Where a value can be sent, and what becomes of it there: a row of a table.
///
/// @param target with `%s` for the value
/// @param takes the kinds of values that are accepted; `-` for none, `any` for every text
/// @param otherwise how all else is refused: a code, and behind a space what is blamed, if that is not the place itself
/// @param meaning what an accepted value means
record Place(String target, List<String> takes, String otherwise, String meaning) {

    static List<Place> parsed(String table) {
        return table.lines().map(Place::row).toList();
    }

    private static Place row(String row) {
        var columns = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        return new Place(columns.get(0), List.of(columns.get(1).split(" ")), columns.get(2), columns.get(3));
    }

    /// Whether the place takes the value, which is text.
    boolean takes(Oddity value) {
        return takes.stream()
                .anyMatch(kind ->
                        kind.startsWith("!") ? !value.is(kind.substring(1)) : kind.equals("any") || value.is(kind));
    }

    String code() {
        return otherwise.replaceFirst(" .*", "");
    }

    /// The name of the parameter.
    String parameter() {
        return otherwise.contains(" ")
                ? otherwise.substring(otherwise.indexOf(' ') + 1)
                : target.substring(target.indexOf('?') + 1, target.lastIndexOf('='));
    }
}
