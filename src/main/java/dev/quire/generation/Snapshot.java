package dev.quire.generation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// The generations of all collections as the database told them at one moment.
///
/// @param started when the database was asked, by the clock that only ever goes forward ([System#nanoTime()])
/// @param history names that of the database; two numbers of changes compare within one only
/// @param changes the number of changes by collection, for those whose changes are noted
/// @param unfolded how many changes are noted one by one
record Snapshot(long started, String history, Map<String, Long> changes, long unfolded) {

    static final Snapshot NONE = new Snapshot(System.nanoTime(), "", Map.of(), 0);

    static Snapshot read(Connection connection) throws SQLException {
        var started = System.nanoTime();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select collection, history, changes, unfolded from collection_generations")) {
            var history = "";
            var changes = new HashMap<String, Long>();
            var unfolded = 0L;
            while (rows.next()) {
                changes.put(rows.getString(1), rows.getLong(3));
                history = rows.getString(2);
                unfolded = rows.getLong(4);
            }
            return new Snapshot(started, history, Map.copyOf(changes), unfolded);
        }
    }

    /// What is known of both: what a reader has seen once it sees ever after, whichever answer comes last.
    Snapshot merge(Snapshot other) {
        return started - other.started >= 0 ? mergeEarlier(other) : other.mergeEarlier(this);
    }

    private Snapshot mergeEarlier(Snapshot early) {
        if (!history.equals(early.history)) {
            return this;
        }
        var merged = new HashMap<>(changes);
        merged.replaceAll((collection, count) -> Math.max(count, early.changes.getOrDefault(collection, 0L)));
        return new Snapshot(started, history, Map.copyOf(merged), unfolded);
    }
}
